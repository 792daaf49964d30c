# `make` prints every command. Each finds a JDK 25 by itself, whatever `java` is.
.DEFAULT_GOAL := help
SHELL := /bin/sh

# The first JDK 25 or newer: JAVA_HOME, then the usual folders of Linux, macOS and the version managers.
JDK := $(shell for d in "$$JAVA_HOME" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$$HOME"/.sdkman/candidates/java/* "$$HOME"/.jdks/* "$$HOME"/.asdf/installs/java/* "$$HOME"/.local/share/mise/installs/java/*; do \
    [ -x "$$d/bin/javac" ] && grep -Eq '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$$d/release" 2>/dev/null && echo "$$d" && break; done)
export JAVA_HOME := $(JDK)
JAVA := $(JDK)/bin/java
MVN := mvn -B -ntp
# What runs for minutes at most starts sooner, and on less, without the second compiler and the parallel collector.
BRIEF := -XX:+UseSerialGC -XX:TieredStopAtLevel=1
# Maven's own libraries use what newer JDKs warn of.
export MAVEN_OPTS += --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $(BRIEF)
# Java heeds the temporary folder that the environment names only when told so.
RUN_JAVA = $(JAVA) $(BRIEF) $(if $(TMPDIR),"-Djava.io.tmpdir=$(TMPDIR)")

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: jdk
jdk:
	@[ -n "$(JDK)" ] || { echo "This needs a JDK 25: get one at https://adoptium.net, or set JAVA_HOME to yours." >&2; exit 1; }

# What a function process and the local cloud need on their class paths; built anew when a source changed.
COMMIT := $(shell git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
MVN := $(MVN) -Dcommit=$(COMMIT)
SOURCES := $(shell find pom.xml function llama local \( -path '*/src/main/*' -o -name pom.xml -o -name settings.json \) -not -path '*/target/*' 2>/dev/null) llama/native/package-lock.json llama/native/fetch
PAGE := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/screenshots/*' 2>/dev/null)

target/built: $(SOURCES) | jdk
	@infra/doctor tools
	@echo "Building the function and the cloud on localhost; the first time, Maven fetches what they need (a few minutes)."
	@$(MVN) -q -pl function,llama,local/stubs,local/dynamodb,local/cloud package -DskipTests
	@mkdir -p target && touch $@

web/node_modules/.built: web/package-lock.json
	@infra/doctor tools
	@echo "Fetching what the page is built with."
	@cd web && npm ci --no-audit --no-fund --silent
	@touch $@

web/dist/index.html: web/node_modules/.built $(PAGE)
	@echo "Building the page."
	@cd web && npm run --silent build

# The index of the owner's documents, made again when a file has changed; without such a folder there is none.
FROM := documents
INDEX := $(CURDIR)/target/documents/documents.index
LIBRARY := $(shell find pom.xml function library \( -path '*/src/main/*' -o -name pom.xml \) -not -path '*/target/*' 2>/dev/null)

target/library: $(LIBRARY) | jdk
	@echo "Building what reads documents."
	@$(MVN) -q -pl local/stubs,local/dynamodb,function,library package -DskipTests
	@mkdir -p target && touch $@

.PHONY: indexed
indexed: jdk
	@if [ -d "$(FROM)" ]; then \
	  $(MAKE) -s target/library && \
	  { $(JAVA) -cp "$$(cat library/target/run.classpath)" assistant.library.Main "$(FROM)" target/documents || [ -z "$(MUST)" ]; }; \
	elif [ ! -d "$$(head -n 1 target/documents/documents.marks 2>/dev/null)" ]; then rm -rf target/documents; fi

.PHONY: documents
documents: MUST := 1
documents: indexed ## Index the documents in documents/ (FROM=), and put them on a deployed page
	@if [ ! -d "$(FROM)" ]; then echo "There is no folder $(FROM). Put your documents there, or name theirs: make documents FROM=docs" >&2; exit 1; fi
	@if [ -d infra/node_modules ]; then cd infra && node commands/documents.mjs; fi

.PHONY: run
run: jdk target/built web/dist/index.html indexed ## Run the whole assistant on http://localhost:8080 (PORT=, FROM=)
	@if [ -f "$(INDEX)" ]; then export DOCUMENTS="$${DOCUMENTS:-$(INDEX)}"; fi; \
	  LOCAL_TABLE="$(CURDIR)/target/local-table.json" FUNCTION_CLASSPATH="$$(cat function/target/run.classpath):$$(cat llama/target/run.classpath)" \
	  exec $(RUN_JAVA) -cp "$$(cat local/cloud/target/run.classpath)" assistant.local.Main

# Some of the clients name a newer Node than the oldest that is supported here; they run on it.
local/clients/node_modules/.built: local/clients/package-lock.json
	@infra/doctor tools
	@echo "Fetching the clients that the API is tried with."
	@cd local/clients && npm ci --no-audit --no-fund --silent
	@touch $@

.PHONY: stub
stub: jdk target/built ## Start a stub of a model's server, which prints its address (PORT=)
	@exec $(RUN_JAVA) -cp "$$(cat local/stubs/target/run.classpath)" assistant.stubs.StubModel $(PORT)

# What the page's and the commands' tests run is built before, so that no track builds what another one runs.
.PHONY: test
test: jdk ## Run every test: unit, contract, end to end, infrastructure, browser
	@infra/doctor tools
	@$(MAKE) -s -j 3 target/built infra/node_modules/.built web/dist/index.html local/clients/node_modules/.built
	@mkdir -p target/tests && touch target/tests/began
	@node .ci/tracks.mjs java "$(MVN) -T 5 verify -Dtests.apart=true" -- commands "cd infra && npm test && cd ../local/clients && npm test" page "cd web && npm test"
	@node .ci/report.mjs

.PHONY: check
check: jdk web/node_modules/.built ## Run the fast tests alone: no process, no browser
	@$(MAKE) -s -j 2 check-java check-page

.PHONY: check-java check-page
check-java:
	@$(MVN) -q -pl function -am test -DexcludedGroups=process
check-page:
	@cd web && npm run --silent unit

IMAGE := llm-assistant

.PHONY: image
image: jdk ## Build the function's container image (IMAGE=, TARGET=, ENGINE=, LLAMA_MODEL=models/…)
	@image/build $(or $(TARGET),function) $(IMAGE)

.PHONY: sbom
sbom: jdk ## Write the bills of materials (CycloneDX): function/target/bom.json, llama/target/bom.json
	@$(MVN) -q -pl function,llama package cyclonedx:makeBom -DskipTests

.PHONY: image-test
image-test: jdk bench-built ## Build the images and run them as Lambda, and a visitor, would
	@image/build function $(IMAGE)
	@FRESH=1 image/build function $(IMAGE)-again
	@LLAMA_MODEL=llama/src/main/resources/assistant/llama/built-in.gguf image/build llama $(IMAGE)-llama
	@image/build local $(IMAGE)-local
	@image/test "$$(cat image/target/run.classpath)" $(IMAGE) $(IMAGE)-again $(IMAGE)-llama $(IMAGE)-local

.PHONY: bench
bench: bench-built ## Measure against a naive Java function and the Python chain; writes docs/benchmarks.md (PYTHON=, IMAGE=)
	@bench/documents/run
	@bench/run "$$(cat bench/target/run.classpath)"

.PHONY: bench-built
bench-built: jdk
	@$(MVN) -q -pl bench,library -am package cyclonedx:makeBom -DskipTests

.PHONY: bench-guard
bench-guard: jdk ## Measure the guard, then storm it: 50 processes, 2,000 asks, some killed
	@$(MVN) -q -pl local/cloud -am package dependency:build-classpath -DskipTests -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
	@$(JAVA) -Djava.io.tmpdir=$(CURDIR)/local/cloud/target/tmp -Ddynamodb.classpath=local/dynamodb/target/run.classpath -cp "function/target/test-classes:function/target/classes:$$(cat function/target/test.classpath)" assistant.function.guard.GuardFigures
	@$(JAVA) -Djava.io.tmpdir=$(CURDIR)/local/cloud/target/tmp -Ddynamodb.classpath=local/dynamodb/target/run.classpath -Dfunction.classpath=function/target/run.classpath -cp "local/cloud/target/test-classes:local/cloud/target/classes:$$(cat local/cloud/target/test.classpath)" assistant.local.Storm

LLAMA_PROGRAM = $(JAVA) -Djava.io.tmpdir=llama/target/tmp --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  -cp "llama/target/test-classes:llama/target/classes:$$(cat function/target/run.classpath)"

.PHONY: bench-llama
bench-llama: jdk ## Measure a model in process: reading, writing, eight at once, follow-ups (LLAMA_MODEL=, LLAMA_THREADS=1)
	@$(MVN) -q -pl function,llama package -DskipTests
	@$(LLAMA_PROGRAM) assistant.llama.Figures

.PHONY: llama-mutations
llama-mutations: jdk ## Load files with a few bytes changed at random, and see that the process lives (FILES=10000 SEED=1)
	@$(MVN) -q -pl function,llama package -DskipTests
	@$(LLAMA_PROGRAM) assistant.llama.Mutations $(or $(FILES),10000) $(or $(SEED),1)

.PHONY: stream-mutations
stream-mutations: jdk ## Read providers' streams with a few bytes changed at random: no crash, hang, leak (STREAMS=1000000 SEED=)
	@$(MVN) -q -pl function -am package dependency:build-classpath -DskipTests -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
	@$(JAVA) -XX:+UseSerialGC -Xmx256m -cp "function/target/test-classes:function/target/classes:$$(cat function/target/test.classpath)" assistant.function.provider.MutationTest $(or $(STREAMS),1000000) $(SEED)

.PHONY: document-mutations
document-mutations: jdk ## Read documents of each kind, and indexes, with a few bytes changed at random (FILES=1000 SEED=1)
	@$(MVN) -q -pl library -am package dependency:build-classpath -DskipTests -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
	@library/samples/fetch
	@$(JAVA) -XX:+UseSerialGC -Xmx256m -cp "library/target/test-classes:library/target/classes:$$(cat library/target/test.classpath)" assistant.library.Mutations $(or $(FILES),1000) $(or $(SEED),1)
	@$(JAVA) -XX:+UseSerialGC -Xmx256m -cp "function/target/test-classes:function/target/classes:$$(cat function/target/test.classpath)" assistant.function.retrieval.IndexTest $(or $(FILES),1000)0 $(or $(SEED),1)

.PHONY: format
format: jdk ## Format the Java sources
	$(MVN) -q spotless:apply

.PHONY: clean
clean: jdk ## Delete what was built
	$(MVN) -q clean && rm -rf target bench/naive/target web/dist

# Infrastructure. Variables such as OPTIONS="-c model=…" reach the commands by their environment.
# The CDK app, as infra/cdk.json starts it; built again when a source is newer.
infra/target/run.classpath: pom.xml infra/pom.xml $(shell find infra/src/main -name '*.java')
	@$(MVN) -q -pl infra -am process-classes && touch $@

.PHONY: cdk-app
cdk-app: jdk infra/target/run.classpath
	@cd infra && COMMIT=$(COMMIT) JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20 \
	    $(JAVA) -cp "$$(cat target/run.classpath)" assistant.infra.Main

infra/node_modules/.built: infra/package-lock.json
	@cd infra && npm ci --no-audit --no-fund --silent
	@touch $@

.PHONY: assembly
assembly: jdk infra/node_modules/.built ## Synthesise the CloudFormation template into infra/cdk.out
	@cd infra && CDK_DISABLE_CLI_TELEMETRY=true node_modules/.bin/cdk synth --quiet $(OPTIONS)

.PHONY: lint
lint: jdk infra/node_modules/.built ## Check the template with cfn-lint, which must be installed (pip install cfn-lint)
	@command -v cfn-lint > /dev/null || { echo "cfn-lint is not installed: pip install cfn-lint" >&2; exit 1; }
	@$(MAKE) -s assembly && cfn-lint --ignore-checks W3005 -- infra/cdk.out/LlmAssistant.template.json

.PHONY: doctor
doctor: ## Look for all that a deployment needs, and say how to get what is missing
	@if command -v npm > /dev/null; then $(MAKE) -s infra/node_modules/.built; fi; infra/doctor

.PHONY: deploy
deploy: jdk infra/node_modules/.built web/dist/index.html indexed ## Put the assistant on AWS (OPTIONS="-c name=value")
	@cd infra && node commands/deploy.mjs && node commands/publish.mjs && MUST=1 node commands/documents.mjs && node commands/smoke.mjs

.PHONY: publish
publish: infra/node_modules/.built web/dist/index.html ## Put the page alone on AWS, after a change of its words, colours or files
	@cd infra && node commands/publish.mjs

.PHONY: set-key
set-key: infra/node_modules/.built ## Set the deployed assistant's API key, typed or piped in (FILE=)
	@cd infra && node commands/set-key.mjs

.PHONY: smoke
smoke: infra/node_modules/.built ## Try the deployed assistant, or the one at URL=
	@cd infra && node commands/smoke.mjs

.PHONY: pause resume usage shared
pause: infra/node_modules/.built ## Close the deployed page for now; no deployment needed
resume: infra/node_modules/.built ## Open it again
usage: infra/node_modules/.built ## Tell what today's asks used and cost (PRICE_INPUT=, PRICE_OUTPUT=)
shared: infra/node_modules/.built ## Print the answers that askers sent to you
pause resume usage shared:
	@cd infra && node commands/guard.mjs $@

.PHONY: invite invites revoke
invite: infra/node_modules/.built ## Invite a guest by a link and a key (NAME=anna TOKENS=50000 DAYS=30, ON=local)
invites: infra/node_modules/.built ## List the guests and what they used
revoke: infra/node_modules/.built ## Take a guest's key back (NAME=anna)
invite invites revoke:
	@cd infra && node commands/keys.mjs $@

.PHONY: logs
logs: infra/node_modules/.built ## Print the deployed function's log lines (SINCE=15m)
	@cd infra && node commands/logs.mjs

.PHONY: destroy
destroy: jdk infra/node_modules/.built ## Delete everything that was deployed; asks first
	@cd infra && node commands/destroy.mjs
