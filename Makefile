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
# Maven's own libraries use what newer JDKs warn of.
export MAVEN_OPTS += --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: jdk
jdk:
	@[ -n "$(JDK)" ] || { echo "This needs a JDK 25: get one at https://adoptium.net, or set JAVA_HOME to yours." >&2; exit 1; }

# What a function process and the local cloud need on their class paths; built anew when a source changed.
VERSION := 0.1.0
COMMIT := $(shell git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
MVN := $(MVN) -Dcommit=$(COMMIT)
SOURCES := $(shell find pom.xml function local -path '*/src/main/*' -o -name pom.xml 2>/dev/null)
PAGE := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/screenshots/*' 2>/dev/null)

target/built: $(SOURCES) | jdk
	@echo "Building; the first time, Maven fetches what is needed."
	@$(MVN) -q -pl function,local/dynamodb,local package -DskipTests
	@mkdir -p target && touch $@

web/node_modules/.built: web/package-lock.json
	@cd web && npm ci --no-audit --no-fund --silent
	@touch $@

web/dist/index.html: web/node_modules/.built $(PAGE)
	@cd web && npm run --silent build

.PHONY: run
run: jdk target/built web/dist/index.html ## Run the whole assistant on http://localhost:8080 (PORT=)
	@FUNCTION_CLASSPATH="function/target/function-$(VERSION).jar:$$(cat function/target/classpath.txt)" \
	  DYNAMODB_CLASSPATH="$$(cat local/dynamodb/target/classpath.txt)" \
	  exec $(JAVA) -cp "local/target/local-$(VERSION).jar:$$(cat local/target/classpath.txt)" assistant.local.Main

.PHONY: test
test: jdk ## Run every test: unit, contract, end to end, infrastructure, browser
	$(MVN) verify
	@mkdir -p target && touch target/built
	cd web && npm ci --no-audit --no-fund --silent && touch node_modules/.built && npm test

.PHONY: format
format: jdk ## Format the Java sources
	$(MVN) -q spotless:apply

.PHONY: clean
clean: jdk ## Delete what was built
	$(MVN) -q clean
