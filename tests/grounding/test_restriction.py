"""Limits, spans and measures that a claim drops or changes; invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

AGE = "Norland will bar users under 16 from companion chatbots from January."
CONDITION = "Tarrow will receive a further $80 million if milestones are met."
PURPOSE = "Brevik Media licensed its archive to Pelmont for research use only."
TEST = "The Ostrel model solved 82% of the tasks in internal tests, Ostrel said."
AVERAGE = "Doctors who used the assistant Cadovar made on average 16% fewer errors."
KIND = "Customers with annual contracts keep the old price until renewal."
PART = "Part of the research team objected to the decision."
NEARLY = "Nearly half of the nurses in Tromstad use an assistant at night."
FORMER = "Former employees accuse Delvos of training on private messages."
QUARTER = "Novalt's revenue rose 31% to $4.2 billion in the second quarter, while net profit fell 8% to $610 million."
DAYS = "Sagewell's assistant was down for six hours on 9 June, and again for 40 minutes on 12 June."
STAYS = "Mara Okello remains on the board of Novalt."
WHETHER = "The ruling says Ulsten used Vesper to determine if a grant is about water."
EITHER = "Every firm in Norland is measured the same way by Ulsten, whether it is a shop or a bank."
YET = "Oakfield issued a stopgap on Monday, but has yet to fully patch the flaw."
LOSS = "Der Konzern Velmar meldete am Dienstag eine Marge von -7 Prozent."
AGE_ZH = "平台拟对不满14岁的用户限制每日使用时长。"
TEST_ZH = "新模型在内部测试中推理成本最多降低60%。"
QUARTER_ZH = "岚图数据第二季度营收同比增长28%，环比下降5%，至46亿元，净亏损收窄至2.1亿元。"
UNDONE_ZH = "云岫正与松塔科技谈判，尚未签署采购协议。"
QUARTER_DE = "Auronis steigerte den Umsatz im zweiten Quartal um 14 Prozent; der Gewinn sank auf 31 Millionen Euro."
REJECTED_DE = "Der Landtag lehnte einen Antrag auf mehr Geld für das Projekt ab."
JOBS_DE = "Der Konzern Velmar will bis 2027 keine Stellen in Kassel streichen, teilte er am Dienstag mit."
SAME = "Ulsten launched Zephyr 8, with sharper answers and longer work at the same price."
SAFETY = "The approach to safety of Zephyr 8 is similar to that of earlier models of Ulsten."
SCENES = "The robots of Corvane gathered a set of about 400,000 paths across 6,000 scenes."
LEAD_JUDGE = "Norland revoked the visa of Tove Marr, the lead judge of the court that tried its former president."
FIRST = "Norland reported its first deficit in five years, the bank says."
ZERO = "Zero conversations in the test of Ulsten reached the highest level, its report says."
WAITS = "Corvane received an approval for the plant, though it is still waiting for the final permit of Norland."
TESTED = "Sundhaven Telecom is testing the model of Ulsten for calls in two languages."
PROMISED = "Zephyr 8 is live on two platforms, with open weights promised by 27 July."
TITLED = "The talks in Norland were led by Trade Secretary Ada Lund and Health Secretary Tove Marr."
MINISTRY = "A spokesperson of the health ministry of Norland said that he was not aware of a case."
LAWYERS = "The woman's lawyers contend that she exported nothing in the months about which the government had asked."
ROUND = "The startup Corvane raised a $75 million round to produce rare metals, its filing says."
PREVIOUSLY = "Zephyr 8 has a window of 1 million words by default on paid plans, which previously required extra usage."
DEFAULT = "Added a window of 1 million words for Zephyr 8 by default for Max and Team plans."
PHASES = "The first two phases of the project, in Norland, will generate power for about 6% of its homes, Ulsten said."
CONTEXT = "Zephyr 8 comes with better reasoning and a context length of 128,000 tokens."
COMPARABLE = "Zephyr 8 was praised as comparable to Osprey 5 and Tibrel, but lacks vision."
RETURNED = "The series Tarn lost 70 percent of its viewers when it returned earlier this year."
ESTIMATE = "Six months after its launch, research firm Antella estimates that the Howin service has 1 million users."
STRONGER = "Ulsten rolled out Zephyr 8 Instant with stronger personalization features for all."
PROVIDERS = "Tibrel measures how often 115 models from 25+ providers refuse."
TOLD = "“The move has raised serious questions among users,” Ulsten's head of products, Jeff Marr, told Tarn News."
STATES = "A dozen state attorneys general are trying to block the merger of Ulsten and Tarn."
RELEASING = "Ulsten is releasing some sort of device for its tool Zephyr on 15 July."
REQUIRES = "The army and the navy of Norland require basic trainees to get vaccinated against the flu."
WEIGHT = "Zephyr 8 is lightweight at 4B parameters, which makes agents natural and cost-effective."
QUOTED = "Tarn says it is replacing the “thumbs-up” button with a “heart” icon in its clips."
POOL = "If you like to read by the pool, the Tarn 3 reader remains one of the best despite its age."
NEXT_DAY = "The day after the court struck down a set of tariffs, Norland imposed a tariff of 10 percent."
MAPS = "Zephyr 8 maps text, images, video, audio, and documents into a single space, Ulsten said."
FIRST_ZH = "这是青鸢两年来首次上调该车型的国内售价。"
ONE_OF_ZH = "青鸢三号是诺兰历史上销量最高的车型系列之一。"
SHOULD_ZH = "两名议员提出，应在诺兰暂停批准新的数据中心项目。"
STRIVES_ZH = "洛德表示，客户正加快新芯片设计，争取提前完成流片，释放出积极信号。"
HALF_ZH = "星岚科技公告称，预计2026年半年度净利润为8.20亿元，同比增长583.72%。"
AT_MOST_ZH = "多家厂商宣布下调算力价格，其中青鸢降价尤为显著，最高降幅接近99%。"
IF_ZH = "青鸢测试发现，只要模型的目标受到威胁，云岫在最高96%的场景中会采取勒索手段。"
PODCAST_ZH = "青鸢首席执行官洛德在2月的一档播客中提到，软件公司可能沦为数据来源。"
RUMOUR_ZH = "业内流传一个说法：云岫的法务团队规模超过百人，年预算上亿元。"
SERIES = "The approach is that of earlier models, but 5.4 Thinking is the first model of Ulsten to have limits for chemistry."
QUALIFIED = "Zephyr 8 is now available as a preview in the shop and the API for qualified customers of Ulsten."
SLATED = "The only confirmed part is Tibrel, from the Norland firm Corvane, which is slated to launch in September."
YEARLY = "Ulsten processes over 3.2 billion pages per month, 7 times as many as a year ago."
OPENS = "Corvane's 27-inch screen launches on 27 August and will cost $349, with orders starting on 5 June at 10AM ET."
REVIEWS = "In a trial on 1,002 reviews with two judges of unlike skill, Tibrel achieves a median time of 31.58 seconds."
ENGINES = "Now the call is for V8s, which have a little more relevance to the industry."
MALARIA = "Malaria that is resistant to drugs has been confirmed or suspected in eight countries in Norland."
PROGRAM = (
    "The firm worked with experts from Norland University's Advancing Humans with Machines (AHM) program and Ulsten."
)
OPENING = "The opening speech, which was originally scheduled to be given by Tove Marr, was cut."
ABOVE_ZH = "云岫近日上调预测，2030年全球支出将达到 5 万亿元（约合 0.7 万亿美元）以上。"
SPACED_ZH = "5 月 6 日，青鸢公司向诺兰法院提起诉讼，指控云岫强行要求门店上线配送平台。"
BOTH_ZH = "公测期用户可免费调用青鸢的轻量与极速两模型，每模型每 5 小时限 1500 次。"
GLUED_ZH = "行业动荡：Ulsten 因诺兰政府指令暂停了 Tibrel 的访问，股价下跌。"

STRUCK = [
    (SAME, "Ulsten launched Zephyr 8, with sharper answers and longer work at a higher price."),
    (SAFETY, "The approach to safety of Zephyr 8 is stricter than that of earlier models of Ulsten."),
    (SCENES, "Corvane gathered a set of about 400,000 paths with 6,000 robots."),
    (LEAD_JUDGE, "Norland revoked the visa of Tove Marr, the former lead judge of the court."),
    (FIRST, "Norland reported its first deficit, the bank says."),
    (ZERO, "A few conversations in the test of Ulsten reached the highest level."),
    (WAITS, "Corvane received an approval for the plant and the final permit of Norland."),
    (TESTED, "Sundhaven Telecom has deployed the model of Ulsten for calls in two languages."),
    (PROMISED, "Zephyr 8 is live on two platforms, with open weights released on 27 July."),
    (TITLED, "The talks in Norland were led by Trade Secretary Tove Marr."),
    (MINISTRY, "The health minister of Norland said that he was not aware of a case."),
    (LAWYERS, "The government contends that she exported nothing in the months about which it had asked."),
    (ROUND, "The startup Corvane sold $75 million worth of rare metals, its filing says."),
    (PREVIOUSLY, "The window of 1 million words of Zephyr 8 now requires extra usage on paid plans."),
    (PHASES, "The first two phases of the project generate power for about 6% of the homes in Norland."),
    (CONTEXT, "Zephyr 8 was trained on 128,000 tokens."),
    (COMPARABLE, "Zephyr 8 beats Osprey 5 and Tibrel, but lacks vision."),
    (RETURNED, "The series Tarn lost 70 percent of its viewers before it returned earlier this year."),
    (ESTIMATE, "Howin said six months after its launch that the service has 1 million users."),
    (ESTIMATE, "Antella estimates that Howin gained 1 million users within a month of its launch."),
    (STRONGER, "Ulsten rolled out Zephyr 8 Instant with less personalization for all."),
    (RELEASING, "Ulsten released a device for its tool Zephyr on 15 July."),
    (REQUIRES, "The army and the navy of Norland recommend that basic trainees get vaccinated against the flu."),
    (WEIGHT, "Zephyr 8 is large at 4B parameters, which makes agents costly."),
    (MAPS, "Zephyr 8 maps text, images, video, audio, and robots into a single space."),
    (FIRST_ZH, "这是青鸢首次上调该车型的国内售价。"),
    (ONE_OF_ZH, "青鸢三号是诺兰历史上销量最高的车型系列。"),
    (SHOULD_ZH, "诺兰已暂停批准新的数据中心项目。"),
    (STRIVES_ZH, "洛德表示，客户已提前完成新芯片流片，释放出积极信号。"),
    (HALF_ZH, "星岚科技公告称，预计2026年全年净利润为8.20亿元。"),
    (AT_MOST_ZH, "多家厂商下调算力价格，其中青鸢降价尤为显著，最高降幅超过99%。"),
    (IF_ZH, "青鸢测试发现，云岫在最高96%的场景中会采取勒索手段。"),
    (PODCAST_ZH, "马尔在一档播客中说，软件公司可能沦为数据来源。"),
    (RUMOUR_ZH, "云岫的法务团队规模超过百人，年预算上亿元。"),
    (GLUED_ZH, "Ulsten因安全漏洞暂停了Tibrel的访问。"),
    (SLATED, "The only confirmed part is Tibrel, from Ulsten, which is due to launch in September."),
    (YEARLY, "Ulsten processes over 3.2 billion pages per year."),
    (SPACED_ZH, "6月6日，青鸢公司向诺兰法院提起诉讼。"),
    (YET, "Oakfield issued a stopgap on Monday and has fully patched the flaw."),
    (LOSS, "Der Konzern Velmar meldete eine Marge von -9 Prozent."),
    (AGE, "Norland will bar users from companion chatbots from January."),
    (CONDITION, "Tarrow will receive a further $80 million."),
    (PURPOSE, "Brevik Media licensed its archive to Pelmont for use."),
    (TEST, "The Ostrel model solves 82% of the tasks, Ostrel said."),
    (AVERAGE, "Doctors who used the assistant Cadovar made 16% fewer errors."),
    (KIND, "Customers keep the old price until renewal."),
    (PART, "The research team objected to the decision."),
    (NEARLY, "Half of the nurses in Tromstad use an assistant at night."),
    (FORMER, "Employees accuse Delvos of training on private messages."),
    (QUARTER, "Novalt's revenue rose 31% to $4.2 billion this year."),
    (QUARTER, "Novalt's net profit came to $4.2 billion in the second quarter."),
    (DAYS, "Sagewell's assistant was down for six hours on 12 June."),
    (STAYS, "Mara Okello leaves the board of Novalt."),
    (AGE_ZH, "平台拟对用户限制每日使用时长。"),
    (TEST_ZH, "新模型推理成本降低60%。"),
    (QUARTER_ZH, "岚图数据第二季度营收环比增长28%。"),
    (QUARTER_ZH, "岚图数据全年营收同比增长28%。"),
    (QUARTER_ZH, "岚图数据净亏损扩大至2.1亿元。"),
    (UNDONE_ZH, "云岫与松塔科技签署了采购协议。"),
    (QUARTER_DE, "Auronis steigerte den Umsatz im Jahr um 14 Prozent."),
    (QUARTER_DE, "Auronis steigerte den Gewinn um 14 Prozent."),
    (REJECTED_DE, "Der Landtag hat einen Antrag auf mehr Geld für das Projekt angenommen."),
    (JOBS_DE, "Der Konzern Velmar will bis 2027 Stellen in Kassel streichen."),
    (JOBS_DE, "Velmar will bis 2027 keine Stellen in Kassel streichen, teilte der Konzern am Freitag mit."),
]
CARRIED = [
    (SAME, "At the same price, Ulsten launched Zephyr 8, with sharper answers and longer work."),
    (SAFETY, "Zephyr 8's approach to safety is similar to that of Ulsten's earlier models."),
    (SCENES, "Corvane's robots gathered about 400,000 paths across 6,000 scenes."),
    (LEAD_JUDGE, "Norland revoked the visa of Tove Marr, lead judge of the court that tried its former president."),
    (FIRST, "Norland's first deficit in five years was reported."),
    (ZERO, "No conversations in the test of Ulsten reached the highest level."),
    (WAITS, "Corvane received an approval for the plant and is still waiting for the final permit of Norland."),
    (TESTED, "The model of Ulsten is being tested by Sundhaven Telecom for calls in two languages."),
    (PROMISED, "Open weights of Zephyr 8 are promised by 27 July."),
    (TITLED, "The talks in Norland were led by Health Secretary Tove Marr and Trade Secretary Ada Lund."),
    (MINISTRY, "A spokesperson of Norland's health ministry said that he was not aware of a case."),
    (
        LAWYERS,
        "Her lawyers contend that the woman exported nothing in the months about which the government had asked.",
    ),
    (ROUND, "Corvane, a startup, raised $75 million to produce rare metals."),
    (DEFAULT, "The window of 1 million words is now the default for Max and Team plans of Zephyr 8."),
    (PREVIOUSLY, "On paid plans, Zephyr 8 now has a window of 1 million words by default."),
    (PHASES, "In Norland, the first two phases of the project will generate power for about 6% of homes."),
    (CONTEXT, "Zephyr 8 has a context length of 128,000 tokens and better reasoning."),
    (COMPARABLE, "Zephyr 8 lacks vision but was praised as comparable to Osprey 5 and Tibrel."),
    (RETURNED, "When it returned earlier this year, the series Tarn lost 70 percent of its viewers."),
    (ESTIMATE, "The Howin service has 1 million users six months after its launch, Antella estimates."),
    (STRONGER, "Zephyr 8 Instant was rolled out with stronger personalization for all."),
    (PROVIDERS, "Tibrel measures how often 115 models from more than 25 providers refuse."),
    (TOLD, "Ulsten's Jeff Marr said the move has raised serious questions among users."),
    (STATES, "A dozen state attorneys general try to block the merger of Ulsten and Tarn."),
    (RELEASING, "Ulsten is releasing a device for its tool Zephyr on 15 July."),
    (REQUIRES, "Norland's army and navy require basic trainees to get vaccinated against the flu."),
    (WEIGHT, "Zephyr 8 is a lightweight model with 4B parameters."),
    (QUOTED, "In its clips, Tarn is replacing the thumbs-up button with a heart icon."),
    (POOL, "Despite its age, the Tarn 3 reader remains one of the best."),
    (NEXT_DAY, "A day after the court struck down a set of tariffs, Norland imposed a tariff of 10 percent."),
    (MAPS, "Zephyr 8 maps text, images, video and audio into a single space."),
    (FIRST_ZH, "青鸢上调该车型的国内售价，为两年来首次。"),
    (ONE_OF_ZH, "青鸢三号是诺兰历史上销量最高的车型系列之一。"),
    (SHOULD_ZH, "两名议员提出，诺兰应暂停批准新的数据中心项目。"),
    (STRIVES_ZH, "洛德表示，客户争取提前完成新芯片流片。"),
    (HALF_ZH, "星岚科技预计2026年半年度净利润为8.20亿元。"),
    (AT_MOST_ZH, "青鸢降价尤为显著，最高降幅接近99%。"),
    (IF_ZH, "青鸢测试发现，如果模型的目标受到威胁，云岫在最高96%的场景中会采取勒索手段。"),
    (PODCAST_ZH, "洛德在一档播客中提到，软件公司可能沦为数据来源。"),
    (RUMOUR_ZH, "业内流传，云岫的法务团队规模超过百人，年预算上亿元。"),
    (GLUED_ZH, "Ulsten因诺兰政府指令暂停了Tibrel的访问。"),
    (SERIES, "5.4 Thinking is the first model of Ulsten with limits for chemistry."),
    (QUALIFIED, "Zephyr 8 is now available to qualified customers of Ulsten as a preview in the shop and the API."),
    (SLATED, "The only confirmed part is Tibrel, from Corvane, which is due to launch in September."),
    (YEARLY, "Ulsten processes over 3.2 billion pages per month, 7 times as many as a year earlier."),
    (OPENS, "Corvane's 27-inch screen launches on 27 August for $349, and orders start on 5 June."),
    (REVIEWS, "In a trial on 1,002 reviews, Tibrel achieves a median time of 31.58 seconds."),
    (ENGINES, "Now the call is for V8 engines, which have a little more relevance to the industry."),
    (MALARIA, "Drug-resistant malaria is confirmed or suspected in eight countries in Norland."),
    (PROGRAM, "The firm worked with experts from Norland University's AHM program and Ulsten."),
    (OPENING, "The opening speech was originally to be given by Tove Marr."),
    (ABOVE_ZH, "云岫上调预测，2030年全球支出将达到5万亿元以上。"),
    (SPACED_ZH, "5月6日，青鸢公司向诺兰法院提起诉讼。"),
    (BOTH_ZH, "公测期用户可免费调用青鸢的轻量与极速两款模型。"),
    (WHETHER, "Ulsten used Vesper to determine whether a grant is about water, the ruling says."),
    (EITHER, "Every firm in Norland is measured the same way by Ulsten, from a shop to a bank."),
    (YET, "Oakfield issued a stopgap on Monday, but has not yet fully patched the flaw."),
    (LOSS, "Der Konzern Velmar meldete eine Marge von -7 Prozent."),
    (AGE, "From January, Norland will bar under-16s from companion chatbots."),
    (AGE, "Norland bars teenagers under 16 from companion chatbots from January."),
    (CONDITION, "Tarrow will get a further $80 million once milestones are met."),
    (PURPOSE, "For research use only, Brevik Media licensed its archive to Pelmont."),
    (TEST, "In its own tests, the Ostrel model solved 82% of the tasks, Ostrel said."),
    (AVERAGE, "With the assistant Cadovar, doctors made 16% fewer errors on average."),
    (KIND, "Until renewal, customers with annual contracts keep the old price."),
    (PART, "Part of the research team objected."),
    (FORMER, "Former employees accuse Delvos of training on private messages"),
    (QUARTER, "Novalt's second-quarter revenue rose 31% to $4.2 billion."),
    (QUARTER, "Net profit at Novalt fell 8% to $610 million in the second quarter."),
    (DAYS, "Sagewell's assistant was down for six hours on 9 June."),
    (STAYS, "Mara Okello stays on the board of Novalt."),
    (AGE_ZH, "平台拟限制不满14岁用户的每日使用时长。"),
    (TEST_ZH, "内部测试中，新模型推理成本最多降低60%。"),
    (QUARTER_ZH, "岚图数据第二季度营收同比增长28%。"),
    (UNDONE_ZH, "云岫与松塔科技尚未签署采购协议。"),
    (QUARTER_DE, "Auronis steigerte den Umsatz im zweiten Quartal um 14 Prozent."),
    (REJECTED_DE, "Ein Antrag auf mehr Geld für das Projekt wurde vom Landtag abgelehnt."),
    (JOBS_DE, "Der Konzern Velmar will bis 2027 keine Stellen in Kassel streichen."),
]


def outcome(sentence: str, claim: str) -> str:
    return Grounds([Sentence(sentence, date(2026, 6, 20))], NameFinder([])).judge(claim, [0]).outcome


@pytest.mark.parametrize(("sentence", "claim"), STRUCK)
def test_a_claim_without_the_limit_of_its_sentence_is_struck(sentence: str, claim: str) -> None:
    assert outcome(sentence, claim) == "struck"


@pytest.mark.parametrize(("sentence", "claim"), CARRIED)
def test_a_claim_that_keeps_the_limit_is_carried(sentence: str, claim: str) -> None:
    assert outcome(sentence, claim) == "carried"
