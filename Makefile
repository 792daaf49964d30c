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

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: jdk
jdk:
	@[ -n "$(JDK)" ] || { echo "This needs a JDK 25: get one at https://adoptium.net, or set JAVA_HOME to yours." >&2; exit 1; }

.PHONY: test
test: jdk ## Run every test: unit, contract, end to end, infrastructure, browser
	$(MVN) verify

.PHONY: format
format: jdk ## Format the Java sources
	$(MVN) -q spotless:apply

.PHONY: clean
clean: jdk ## Delete what was built
	$(MVN) -q clean
