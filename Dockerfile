# The function as Lambda runs it. Started elsewhere, the base image's emulator answers on port 8080.
FROM public.ecr.aws/docker/library/maven:3-eclipse-temurin-25 AS build
ARG COMMIT=unknown
WORKDIR /build
COPY . .
RUN mvn -B -ntp -q -pl function -Dcommit=$COMMIT -Dmaven.test.skip -Dspotless.check.skip package \
      dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/lib

FROM public.ecr.aws/lambda/java:25
COPY --from=build /build/function/target/lib/ ${LAMBDA_TASK_ROOT}/lib/
COPY --from=build /build/function/target/function-*.jar ${LAMBDA_TASK_ROOT}/lib/
ENTRYPOINT ["/bin/sh", "-c", "[ -n \"$AWS_LAMBDA_RUNTIME_API\" ] || emulator=/usr/local/bin/aws-lambda-rie; exec $emulator /var/lang/bin/java --enable-native-access=ALL-UNNAMED -cp \"$LAMBDA_TASK_ROOT/lib/*\" \"$@\"", "sh"]
CMD ["assistant.function.Main"]
