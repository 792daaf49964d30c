#!/usr/bin/env bash
# For a version range Maven reads the POM of every version within it, not only that of the one it takes; a range deep in a tree of
# dependencies over a library with hundreds of releases costs minutes, and what it takes is what is newest that day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn --version | sed -n 's/.*\(Apache Maven [0-9.]*\).*/\1/p'

cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apiguardian</groupId>
      <artifactId>apiguardian-api</artifactId>
      <version>[1.0.0,1.1.2]</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q -Dmaven.repo.local="$folder/repository" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:list -DoutputFile="$folder/list" > log 2>&1 ||
  { tail -n 20 log; exit 1; }

cd repository/org/apiguardian/apiguardian-api
read_of() { find . -name "*.$1" | sort | sed 's|.*/||' | tr '\n' ' '; }
poms=$(read_of pom) jars=$(read_of jar)
echo "Asked for apiguardian-api [1.0.0,1.1.2], Maven fetched the jar: $jars"
echo "and the POMs of all in the range: $poms"
[ "$jars" = "apiguardian-api-1.1.2.jar " ] || { echo "It took another version."; exit 1; }
[ "$(echo "$poms" | wc -w)" = 4 ] || { echo "It read other POMs than those of the range's four versions."; exit 1; }
