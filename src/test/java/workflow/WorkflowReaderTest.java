package workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowReaderTest {

    private static final WorkflowReader READER = new WorkflowReader(Set.of("act"));

    private static final String ASK =
            """
            - name: ask
              title: Ask
              microservice: Asking
              choice:
                yes-please: {title: "Yes"}
                leave-it: {title: "No", reject: true}
            """;

    private static final String ACT =
            """
            - name: act
              title: Act
              microservice: Acting
              action: act
            """;

    @Test
    void what_is_not_written_has_its_default() {
        var step = (ActionStep) READER.workflow(workflow(ACT)).steps().get(0);

        assertThat(step.scope()).isEqualTo(Scope.PACKAGE);
        assertThat(step.filter()).isEqualTo(EntryFilter.FILES);
        assertThat(step.onFailure()).isEqualTo(OnFailure.FAIL_TRANSFER);
        assertThat(step.retry()).isEqualTo(RetryPolicy.STANDARD);
        assertThat(step.resource()).isEqualTo(ResourceClass.CPU);
        assertThat(step.timeLimit()).isEqualTo(Duration.ofMinutes(10));
        assertThat(step.link()).isEmpty();
        assertThat(step.when()).isEmpty();
    }

    @Test
    void what_is_written_is_read() {
        var text = workflow(ASK + ACT + "  scope: file\n  failed: continue\n  resource: io\n  limit: PT1H\n"
                + "  history: true\n  when: {choice: ask, option: yes-please}\n"
                + "  with: {one: $choice.ask, many: [$kept, plain], count: 3}\n"
                + "  entries: {under: [objects], directories: true}\n");
        var step = (ActionStep) READER.workflow(text).step("act").orElseThrow();

        assertThat(step.scope()).isEqualTo(Scope.FILE);
        assertThat(step.onFailure()).isEqualTo(OnFailure.CONTINUE);
        assertThat(step.resource()).isEqualTo(ResourceClass.IO);
        assertThat(step.timeLimit()).isEqualTo(Duration.ofHours(1));
        assertThat(step.history()).isTrue();
        assertThat(step.filter().directories()).isTrue();
        assertThat(step.appliesTo(Map.of("ask", "yes-please"))).isTrue();
        assertThat(step.appliesTo(Map.of("ask", "leave-it"))).isFalse();
        assertThat(step.appliesTo(Map.of())).isFalse();
    }

    @Test
    void only_what_says_so_may_be_skipped() {
        var steps = READER.workflow(workflow(ACT + ACT.replace("name: act", "name: other") + "  skippable: true\n"))
                .steps();

        assertThat(steps).extracting(step -> ((ActionStep) step).skippable()).containsExactly(false, true);
    }

    @Test
    void an_option_without_a_title_is_called_by_its_name() {
        var step = (ChoiceStep) READER.workflow(workflow(ASK.replace("{title: \"Yes\"}", "")))
                .steps()
                .get(0);

        assertThat(step.option("yes-please").orElseThrow().title()).isEqualTo("yes-please");
        assertThat(step.option("leave-it").orElseThrow().reject()).isTrue();
        assertThat(step.option("perhaps")).isEmpty();
    }

    @Test
    void references_are_resolved_and_given_values_stand_over_defaults() {
        var workflow =
                READER.workflow(workflow(ASK + ACT + "  with: {one: $choice.ask, many: [$kept, plain], count: 3}\n"));
        var step = (ActionStep) workflow.step("act").orElseThrow();

        assertThat(new StepParameters(workflow, Map.of(), Map.of("ask", "yes-please")).of(step))
                .isEqualTo(Map.of("one", "yes-please", "many", List.of("default", "plain"), "count", 3));
        assertThat(new StepParameters(workflow, Map.of("kept", 7), Map.of("ask", "leave-it")).of(step))
                .isEqualTo(Map.of("one", "leave-it", "many", List.of(7, "plain"), "count", 3));
    }

    @Test
    void a_workflow_is_known_by_the_digest_of_its_very_text() {
        var first = READER.workflow(workflow(ACT));
        var second = READER.workflow(workflow(ACT) + "# a comment\n");

        assertThat(first.digest())
                .hasSize(64)
                .isEqualTo(READER.workflow(workflow(ACT)).digest());
        assertThat(second.digest()).isNotEqualTo(first.digest());
        assertThat(KnownWorkflows.of(first.digest(), first.text()).steps()).isEqualTo(first.steps());
        assertThat(KnownWorkflows.find(first.digest())).isPresent();
    }

    static Stream<Arguments> badWorkflows() {
        return Stream.of(
                bad("", "the file is empty"),
                bad("[1, 2]", "workflow"),
                bad("name: w\nsteps: []\nsurprise: 1\n", "surprise"),
                bad("name: Not A Name\nsteps:\n" + ACT, "lower-case words"),
                bad("name: w\n", "there are no steps"),
                bad(workflow(ACT + ACT), "there is another step of this name"),
                bad(workflow(ACT.replace("name: act", "name: Act")), "lower-case words"),
                bad(workflow(ACT.replace("name: act", "name: " + "a".repeat(61))), "at most 60"),
                bad(workflow(ACT.replace("title: Act", "title: ' '")), "needs a title"),
                bad(workflow(ACT.replace("action: act", "action: other")), "there is no action \"other\""),
                bad(workflow(ACT.replace("  action: act\n", "")), "either an action or a choice"),
                bad(workflow(ASK + "  action: act\n"), "either an action or a choice"),
                bad(workflow(ACT + "  limit: soon\n"), "ISO 8601"),
                bad(workflow(ACT + "  limit: PT-5M\n"), "\"limit\""),
                bad(workflow(ACT + "  failed: perhaps\n"), "\"fail\" or \"continue\""),
                bad(workflow(ACT + "  scope: everything\n"), "everything"),
                bad(workflow(ACT + "  link: nonsense\n"), "nonsense"),
                bad(workflow(ACT + "  with: {a: $nothing}\n"), "$nothing refers to no parameter"),
                bad(workflow(ACT + "  with: {a: [[$nothing]]}\n"), "$nothing refers to no parameter"),
                bad(workflow(ACT + "  with: {a: $choice.ask}\n" + ASK), "no choice that comes before"),
                bad(workflow(ACT + ACT.replace("name: act", "name: b") + "  with: {a: $choice.act}\n"), "no choice"),
                bad(workflow(ACT + "  when: {choice: ask, option: yes-please}\n" + ASK), "\"when\""),
                bad(workflow(ASK + ACT + "  when: {choice: ask, option: maybe}\n"), "\"when\""),
                bad(workflow(ASK + "  skippable: true\n"), "a choice can't be"),
                bad(workflow(ACT + "  skippable: perhaps\n"), "skippable"),
                bad(workflow(ACT.replace("action: act", "action: store-aip") + "  skippable: true\n"), "rests on it"),
                bad(workflow(ACT + "  next: act\n"), "no step below it"),
                bad(workflow(ASK + ACT + "  next: ask\n"), "no step below it"),
                bad(workflow(ASK.replace("title: \"Yes\"", "next: ask")), "no step below it"),
                bad(workflow(ASK.replace("reject: true", "reject: true, next: act") + ACT), "leads nowhere"),
                bad(workflow(ASK.replace("    leave-it: {title: \"No\", reject: true}\n", "")), "at least two options"),
                bad(workflow(ACT + "- \n"), "an item of a list is empty"),
                bad(workflow(ACT + "  with: {a: }\n"), "\"a\" has no value"),
                bad(workflow(ACT + "  limit: PT0S\n"), "longer than nothing"));
    }

    @ParameterizedTest
    @MethodSource("badWorkflows")
    void a_bad_workflow_is_refused_with_what_is_wrong(String text, String problem) {
        assertThatThrownBy(() -> READER.workflow(text))
                .isInstanceOf(BadWorkflow.class)
                .hasMessageContaining(problem);
    }

    @Test
    void every_problem_is_said_at_once() {
        var text = workflow(ACT.replace("action: act", "action: x") + "  limit: soon\n  next: nowhere\n");

        assertThatThrownBy(() -> READER.workflow(text))
                .hasMessageContaining("no action \"x\"")
                .hasMessageContaining("ISO 8601")
                .hasMessageContaining("\"nowhere\"");
    }

    @Test
    void a_configuration_answers_choices_and_sets_parameters() {
        var workflows = Map.of("w", READER.workflow(workflow(ASK + ACT)));
        var configuration = READER.configuration(
                "name: quick\nworkflow: w\nchoices: {ask: yes-please}\nparameters: {kept: 1}\n", workflows);

        assertThat(configuration)
                .isEqualTo(new ProcessingConfiguration("quick", "w", Map.of("ask", "yes-please"), Map.of("kept", 1)));
    }

    static Stream<Arguments> badConfigurations() {
        return Stream.of(
                bad("", "the file is empty"),
                bad("name: quick\n", "there is no workflow \"standard\""),
                bad("name: Quick One\nworkflow: w\n", "lower-case words"),
                bad("name: quick\nworkflow: w\nchoices: {ask: perhaps}\n", "ask: perhaps"),
                bad("name: quick\nworkflow: w\nchoices: {act: act}\n", "answers no choice"),
                bad("name: quick\nworkflow: w\nparameters: {other: 1}\n", "has no parameter \"other\""),
                bad("name: quick\nworkflow: w\nsurprise: 1\n", "surprise"));
    }

    @ParameterizedTest
    @MethodSource("badConfigurations")
    void a_bad_configuration_is_refused_with_what_is_wrong(String text, String problem) {
        var workflows = Map.of("w", READER.workflow(workflow(ASK + ACT)));

        assertThatThrownBy(() -> READER.configuration(text, workflows))
                .isInstanceOf(BadWorkflow.class)
                .hasMessageContaining(problem);
    }

    /** Texts that nobody meant well are refused, never let through as some other exception. */
    @Property(tries = 300)
    void any_text_is_a_workflow_or_refused(@ForAll String text) {
        try {
            READER.workflow(text);
        } catch (BadWorkflow refused) {
            assertThat(refused).hasMessageContaining("can't be used");
        }
    }

    /** The shipped workflow with a piece cut out is a workflow or refused, too. */
    @Property(tries = 300)
    void a_damaged_workflow_is_refused_in_words(
            @ForAll @IntRange(max = 20_000) int at, @ForAll @IntRange(min = 1, max = 40) int length) throws Exception {
        String text;
        try (var in = WorkflowReaderTest.class.getResourceAsStream("/workflows/standard.yaml")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int from = at % text.length();
        any_text_is_a_workflow_or_refused(
                text.substring(0, from) + text.substring(Math.min(text.length(), from + length)));
    }

    private static Arguments bad(String text, String problem) {
        return Arguments.of(text, problem);
    }

    private static String workflow(String steps) {
        return "name: w\nparameters: {kept: default}\nsteps:\n" + steps;
    }
}
