# What the workflows, GitLab and cron call, the same in every repository. $(BIN) is where recap is installed, $(STAMP)
# says that it is. All can be run by hand: make publish WEEK=2026-W25 NOW=2026-06-22T05:00:00Z
# What is set on the command line reaches the shell by the environment, so that no character of it is a command.
export WEEK NOW BRANCH URL
SETTINGS = $(if $(NOW),--now "$$NOW")

.NOTPARALLEL:
.PHONY: collect build check doctor release gates site save deploy live letter announce publish crontab keep-alive vulnerabilities

collect: $(STAMP)  ## Read the sources into .cache/, and record how they fared.
	$(BIN)/recap collect $(SETTINGS)

build: $(STAMP)  ## Collect, enrich and build the site into site/; WEEK=last is the last whole week.
	$(BIN)/recap build $(if $(WEEK),--week "$$WEEK") $(SETTINGS)

check: $(STAMP)  ## Configuration, sources and archive: every fault with file and line.
	$(BIN)/recap check

doctor: $(STAMP)  ## What is wrong with machine, content, models, git and schedule, and what to do.
	$(BIN)/recap doctor

release: $(STAMP)  ## Make editions final whose week has been over for a week.
	$(BIN)/recap release $(SETTINGS)

gates: $(STAMP)  ## Whether the newest edition may go online; keeps one issue about it where gh is at hand.
	$(BIN)/recap gates --tell $(SETTINGS)

site: $(STAMP)  ## Build the site from the archive.
	$(BIN)/recap site

save: $(STAMP)  ## Commit content/, join what others pushed meanwhile, push.
	$(BIN)/recap save $(if $(BRANCH),--branch "$$BRANCH") $(SETTINGS)

deploy: $(STAMP)  ## Put the site on the branch that is served.
	$(BIN)/recap deploy

live: $(STAMP)  ## Wait until readers see the newest edition; URL= asks another address than site_url.
	$(BIN)/recap live $(if $(URL),--url "$$URL")

letter: $(STAMP)  ## Send the letter of an edition to who has not got it; `make save` keeps who has.
	$(BIN)/recap newsletter "$${WEEK:-last}" --send $(SETTINGS)

announce: $(STAMP)  ## Tell the channels of an edition that have not been told; `make save` keeps which have.
	$(BIN)/recap announce "$${WEEK:-last}" $(SETTINGS)

# The first save brings in what others pushed, the second one what the build made; the site is built of both.
publish:  ## The edition of the last whole week, from the sources to the live page.
	$(MAKE) save
	$(MAKE) build WEEK="$${WEEK:-last}"
	$(MAKE) check release save gates site deploy live

crontab:  ## Lines for the crontab of a machine of your own; no run starts while another is going on.
	@echo '23 1-21/4 * * * cd $(CURDIR) && flock -w 7200 Makefile make --silent collect save'
	@echo '17 5 * * 1 cd $(CURDIR) && flock -w 7200 Makefile make --silent publish'

# GitHub stops the schedules of a public repository 60 days after its last commit. Content is committed as long as there
# is any; where there was none for 45 days, the host's own switch is used, and nothing is committed for show.
keep-alive:  ## Keep GitHub from stopping the schedules while nothing is new; needs gh and GH_TOKEN.
	@days=$$(( ($$(date +%s) - $$(git log -1 --format=%ct)) / 86400 )); \
	if [ $$days -lt 45 ]; then echo "The last commit is $$days days old: the schedules go on by themselves."; else \
	  for name in collect publish; do gh api -X PUT "repos/{owner}/{repo}/actions/workflows/$$name.yml/enable" || exit; done; \
	  echo "Nothing was new for $$days days: the schedules were switched on again, so that they go on."; fi

vulnerabilities: $(STAMP)  ## Known vulnerabilities of what is installed; needs pipx.
	pipx run --spec pip-audit==2.9.0 pip-audit --progress-spinner off --path $(VENV)/lib/python3*/site-packages
