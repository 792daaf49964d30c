# The images of LLM Assistant; `make image` builds them.
#   function  what runs on Lambda. By hand, `docker run -p 9000:8080 IMAGE` answers the emulator's invocation URL.
#   llama     the same with llama.cpp, and the model file that the build argument LLAMA_MODEL names or the built-in model.
#   local     the whole page in one container: `docker run -p 8080:8080 -e OPENAI_API_KEY=… IMAGE`, then open the browser.
# Without a target, it is the function.
ARG MAVEN_BASE=public.ecr.aws/docker/library/maven:3-eclipse-temurin-25
ARG LAMBDA_BASE=public.ecr.aws/lambda/provided:al2023
ARG NODE_BASE=public.ecr.aws/docker/library/node:22-slim

FROM ${MAVEN_BASE} AS build
WORKDIR /build
# Every file of the image carries this time, so that the same sources give the same layers; that of the pom's
# project.build.outputTimestamp.
ENV FILE_TIME=2026-11-23T00:00:00Z

# First the runtime, which changes least.
COPY image/runtime image/
RUN image/runtime /image/java/opt/java \
 && find /image/java -exec touch -h -d $FILE_TIME {} +

# The poms alone next, so that what they need is fetched anew only when one of them has changed.
COPY pom.xml ./
COPY bench/pom.xml bench/
COPY function/pom.xml function/
COPY image/pom.xml image/
COPY infra/pom.xml infra/
COPY library/pom.xml library/
COPY llama/pom.xml llama/
COPY local/clients/pom.xml local/clients/
COPY local/cloud/pom.xml local/cloud/
COPY local/dynamodb/pom.xml local/dynamodb/
COPY local/stubs/pom.xml local/stubs/
ENV MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" \
    MVN="mvn -B -ntp -q -Dspotless.check.skip -Dmaven.test.skip"
RUN $MVN -pl function,local/stubs,local/cloud,image package cyclonedx:makeBom

COPY function function
COPY image image
COPY local local
COPY infra/src/main/resources infra/src/main/resources
ARG COMMIT=unknown
RUN $MVN -pl function,local/stubs,local/cloud,image -Dcommit=$COMMIT package cyclonedx:makeBom \
 && image/layout /image \
 && find /image -exec touch -h -d $FILE_TIME {} +

# llama.cpp's libraries for this machine.
FROM ${NODE_BASE} AS libraries
WORKDIR /build
COPY llama/native/package.json llama/native/package-lock.json llama/native/.npmrc ./
RUN npm ci

FROM build AS model
COPY llama llama
COPY --from=libraries /build/node_modules llama/native/node_modules
RUN $MVN -pl llama package cyclonedx:makeBom \
 && image/model /image/classes /model \
 && find /model -exec touch -h -d $FILE_TIME {} +

FROM ${LAMBDA_BASE} AS function
COPY --from=build /image/java/opt/ /opt/
COPY --from=build /image/lib/opt/ /opt/
COPY --from=build /image/classes/opt/ /opt/
# The AOT cache, from a real run of the function in this very place; the build fails if the JVM then refuses it.
RUN --mount=type=bind,from=build,source=/opt/java/openjdk,target=/mnt/jdk \
    --mount=type=bind,from=build,source=/build,target=/build \
    --mount=type=tmpfs,target=/tmp \
    /mnt/jdk/bin/java -cp "$(cat /build/image/target/run.classpath):/opt/assistant/lib/*" assistant.image.Training /opt/assistant/function.aot \
      /opt/java/bin/java @/opt/assistant/java.options assistant.function.Main
ARG COMMIT=unknown
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="LLM Assistant" \
      org.opencontainers.image.description="Answers questions by a language model, token by token, on AWS Lambda" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${COMMIT}"
USER 1000:1000
ENTRYPOINT ["/opt/assistant/bin/function"]
CMD ["assistant.function.Main"]

FROM function AS llama
# A path in the build context, models/…; without one the built-in model answers, and the copy below is not used.
ARG LLAMA_MODEL=
# Names the argument's value, without which some builders would take another value's ENV from their cache.
RUN : "model ${LLAMA_MODEL:-built-in}"
COPY --from=model /model/opt/ /opt/
COPY ${LLAMA_MODEL:-llama/src/main/resources/assistant/llama/built-in.gguf} /opt/assistant/llama/model.gguf
ENV LLAMA_MODEL=${LLAMA_MODEL:+/opt/assistant/llama/model.gguf}

FROM ${NODE_BASE} AS web
WORKDIR /build
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY web ./
RUN npm run build && mkdir -p /image/opt/assistant/web && cp -r dist headers.json /image/opt/assistant/web \
 && find /image -exec touch -h -d 2026-11-23T00:00:00Z {} +

FROM llama AS local
COPY --from=build /image/local/opt/ /opt/
COPY --from=web /image/opt/ /opt/
# Where the guard's counts are kept over a restart; a new volume takes its owner from here.
COPY --from=build --chown=1000:1000 /image/local/data/ /data/
ENV ADDRESS=0.0.0.0 \
    DATA=/data \
    INVITE="docker exec CONTAINER invite" \
    LOCAL_TABLE=/tmp/guard-table.json \
    PATH=/opt/assistant/bin:/usr/local/bin:/usr/bin:/bin \
    SITE=/opt/assistant/web/dist \
    FUNCTION_COMMAND="/opt/assistant/bin/function assistant.function.Main"
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["/opt/assistant/bin/healthy"]
ENTRYPOINT ["/opt/assistant/bin/page"]
CMD []

FROM function AS default
