MVN = JAVA_HOME="$$(tools/jdk)" mvn -B -ntp

help: ## Says what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

check: setup ## Everything that CI runs: format, compile with -Werror, all tests, the generated files
	@tools/jdk >/dev/null
	$(MVN) -T 1C spotless:check verify

test: ## The fast tests alone: no servers
	@tools/jdk >/dev/null
	$(MVN) test

setup: ## Sees to the servers that the tests start
	@tools/setup

format: ## Formats all code
	$(MVN) -q spotless:apply

golden: ## Rewrites the generated files; review the difference like code
	@test -z "$$CI" || { echo "golden: want a person to review, have CI" >&2; exit 2; }
	$(MVN) -q test -Dgolden.update=true

mutation: ## Changes every rule in one place at a time, those of days too, and demands that an example fails
	@tools/jdk >/dev/null
	$(MVN) -q -pl alert-rules -am integration-test -Dtest=AllMutations -Dsurefire.failIfNoSpecifiedTests=false | grep mutation:

pictures: ## Photographs the page, and draws each board with the demo's data, in our own drawing; needs chromium
	@tools/jdk >/dev/null
	$(MVN) -q -pl cli -am integration-test -Dtest='BoardPictures,PagePictures' -Dsurefire.failIfNoSpecifiedTests=false

bench: ## Runs the benchmarks that the README quotes
	$(MVN) -q -pl benchmarks -am package -DskipTests -Dtests.skip.compile=true
	for run in decode scrape gzip series pods pricing otlp; do "$$(tools/jdk)/bin/java" -XX:+UseSerialGC -Xmx4g -cp "benchmarks/target/classes:benchmarks/target/lib/*" watchbill.benchmarks.Benchmarks $$run; done

otel-js: ## Posts with OpenTelemetry's JavaScript SDK; needs node, and npm to fetch it
	cd tools/otel-js && npm ci --ignore-scripts --no-audit --no-fund
	@tools/jdk >/dev/null
	$(MVN) -q -pl stream-processor/sources -am integration-test -Dtest=JavaScriptSender -Dsurefire.failIfNoSpecifiedTests=false

intake: ## Kills the intake a hundred times under load, and posts 100,000 hostile requests; half an hour
	@tools/jdk >/dev/null
	$(MVN) -pl stream-processor/sources -am integration-test -Dtest=HostileEndToEndTest -Dintake.hostile=100000 -Dsurefire.failIfNoSpecifiedTests=false | grep intake:
	$(MVN) -pl cli -am integration-test -Dtest=IntakeEndToEndTest -Dintake.kills=100 -Dsurefire.failIfNoSpecifiedTests=false | grep intake:

long: ## The tests that play less in CI, at full length: more agents, more kills, more hostile input
	@tools/jdk >/dev/null
	$(MVN) -pl cli -am integration-test -Dtest='IncidentTest,ExactnessEndToEndTest,ChartTest,RotationEndToEndTest' -Dincident.agents=10000 -Dexactness.kills=20 -Dchart.combinations=all -Dwatchbill.rotations=50 -Dsurefire.failIfNoSpecifiedTests=false | grep -E 'Tests run:|BUILD'

scorecard: ## Plays 1,000 fleets with planted troubles through the core, and writes docs/scorecard.md
	$(MVN) -q -pl benchmarks -am package -DskipTests -Dtests.skip.compile=true
	"$$(tools/jdk)/bin/java" -XX:+UseSerialGC -Xmx4g -cp "benchmarks/target/classes:benchmarks/target/lib/*" watchbill.benchmarks.Benchmarks scorecard

image: ## Makes the container image without an engine: target/image/watchbill.tar
	rm -rf cli/target/lib
	$(MVN) -q -pl cli,deploy/images -am package -DskipTests -Dtests.skip.compile=true org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeBom -DoutputFormat=json
	"$$(tools/jdk)/bin/java" --sun-misc-unsafe-memory-access=allow -cp "deploy/images/target/watchbill-images.jar:deploy/images/target/lib/*" watchbill.images.MakeImage --built cli/target --classes deploy/images/classes.lst --out target/image

image-proof: ## Starts that image as the chart does, in an engine of its own, and measures it
	tools/with-engine tools/prove-image target/image/watchbill.tar

.PHONY: help check test setup format golden mutation pictures bench otel-js intake long scorecard image image-proof
