from __future__ import annotations

import pytest

from generator.text.invitations import is_invitation


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Webinar: Zephyr in regulated industries", "Three demos, one hour."),
        ("直播预告：智能体如何进工厂？", "三位专家聊聊。"),
        ("We’re hiring: engineers who like agents", "24 roles in Porto."),
        ("Live session: your first agent", ""),
        ("AI Harbour Summit 2026: early-bird tickets end Friday", "More than 80 speakers. Tickets cost 490 euros."),
        ("Meet Halyard at booth 402", "Visit us in Porto. See the cluster and talk to engineers."),
        ("KI-Kongress Ulsten: Programm steht", "60 Referenten kommen. Jetzt Tickets sichern."),
        ("2026智能体大会9月20日举行", "早鸟票优惠，点击文末链接报名。"),
        ("Who owns a voice? A conversation", "In this episode we discuss the suit against Meridian."),
        ("Mira Osterby talks to us about Zephyr", "Find it in your podcast app."),
        ("40 roles in Porto and Cardiff", "Look at our open positions and apply by September."),
        ("北风开放30个岗位", "工作地点杭州。简历请投递至邮箱。"),
        ("The buyer's guide to agents", "Our free 40-page guide helps. Fill in the form to get your copy."),
        ("7天学会智能体开发", "实战课程，限时99元。"),
        ("Prompt certificate at the Northwind Academy", "Six lessons. Enrol for free."),
        ("The Statute for half price", "New subscribers pay $9 a month. Cancel any time."),
        ("The Stack Awards", "Nominate your favourites until 30 September."),
    ],
)
def test_what_only_invites(title: str, text: str) -> None:
    assert is_invitation(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # makers end their news with a call, outlets with an advert of their own
        ("Zephyr 5 is here", "Zephyr 5 reads two million tokens. Sign up for early access."),
        ("Leaders leave AI summit without a pact", "No text was signed in Porto. Subscribe to our newsletter."),
        ("Halyard launches a course for teachers", "Halyard launched a free course. Enrol now."),
        ("Northwind cancels its developer conference", "Tickets are refunded. Register for the refund."),
        ("Agents fill half of junior roles", "Firms post fewer roles, a study found. Subscribe for more."),
        ("Halyard opens a fund for safety research", "Apply by 30 September. Grants reach $500,000."),
        ("智能体大会闭幕：三项标准发布", "大会周五闭幕。扫码关注我们。"),
        ("Podcasts made by agents flood the charts", "One in five is made by software. Listen now to ours."),
        ("Summit in Porto ends", f"{'Ministers spoke about agents and clusters for two days. ' * 14}Register now."),
    ],
)
def test_what_reports_although_it_calls(title: str, text: str) -> None:
    assert not is_invitation(title, text)
