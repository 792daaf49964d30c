#!/usr/bin/env bash
# An AOT cache is not checked against the jars that it was made of: after a jar has changed, the JVM runs the old class.
# Needs a JDK 25 (JAVA_HOME, or `java` on the path). Seen with Temurin 25.0.3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
"${bin}java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.runtime.version = /JDK /p'

build() {
  mkdir -p classes
  echo "class Answer { public static void main(String[] words) { System.out.println(\"$1\"); } }" > Answer.java
  "${bin}javac" -d classes Answer.java
  rm -f answer.jar
  "${bin}jar" --create --file answer.jar -C classes .
}

build old
"${bin}java" -XX:AOTCacheOutput=answer.aot -cp answer.jar Answer > trained 2>&1
build "new, and longer than the old one"
plain=$("${bin}java" -cp answer.jar Answer)
cached=$("${bin}java" -XX:AOTCache=answer.aot -cp answer.jar Answer 2>&1)
strict=$("${bin}java" -XX:AOTMode=on -XX:AOTCache=answer.aot -cp answer.jar Answer 2>&1)

echo "The jar says \"$plain\"; run with the cache that was made of the jar before it, it says \"$cached\", and \"$strict\" under -XX:AOTMode=on, which accepts the cache."
[ "$plain" = "new, and longer than the old one" ] && [ "$cached" = old ] && [ "$strict" = old ] || { echo "This JDK behaves otherwise."; exit 1; }
