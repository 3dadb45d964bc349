package tools.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import model.ToolId;
import model.Verdict;
import org.junit.jupiter.api.Test;

class ValidationTest {

    @Test
    void there_are_at_most_twenty_messages_and_the_last_says_how_many_more() {
        var many = said(Collections.nCopies(50, "wrong"));

        assertThat(many.messages()).hasSize(20).endsWith("and 31 more messages");
        assertThat(said(Collections.nCopies(20, "wrong")).messages())
                .hasSize(20)
                .containsOnly("wrong");
    }

    @Test
    void a_long_message_is_cut_between_characters() {
        var cut = said(List.of("x".repeat(498) + "😀".repeat(10))).messages().get(0);

        assertThat(cut).hasSizeLessThanOrEqualTo(500).endsWith("x…");
    }

    @Test
    void frames_carry_requests_and_answers_unharmed() throws Exception {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        var request = new Frames.Request(
                new ValidatorChoice(ValidatorChoice.Kind.VERAPDF, "1b"), Path.of(URI.create("file:///a/%FF%20b")));
        var named =
                new Validation(Verdict.FAIL, Optional.of(new ToolId("veraPDF", "1.2")), "PDF/A-1b", List.of("é😀", ""));
        var unnamed = Validation.notDone("why");
        Frames.write(out, request);
        Frames.write(out, named);
        Frames.write(out, unnamed);

        var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(Frames.readRequest(in)).isEqualTo(request);
        assertThat(Frames.readAnswer(in)).isEqualTo(named);
        assertThat(Frames.readAnswer(in)).isEqualTo(unnamed);
    }

    private static Validation said(List<String> messages) {
        return new Validation(Verdict.FAIL, Optional.empty(), "", messages);
    }
}
