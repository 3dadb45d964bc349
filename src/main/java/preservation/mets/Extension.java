package preservation.mets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import model.StoredText;
import packaging.xml.ForeignXml;
import packaging.xml.Namespace;
import packaging.xml.XmlFragment;
import packaging.xml.XmlOut;
import preservation.ActionContext;

/**
 * What a tool said of a file, as the content of an objectCharacteristicsExtension: its XML as it is or, where that cannot
 * be part of a document, as text in an element that says why.
 */
record Extension(ActionContext context, String tool, StoredText output) implements XmlFragment {

    /** Of output that is not XML not more than this is shown; the whole is in the journal's blobs. */
    private static final int TEXT_BYTES_MAX = 1 << 20;

    @Override
    public void writeTo(XmlOut out) throws IOException {
        java.util.Optional<String> problem;
        try (var in = open()) {
            problem = ForeignXml.problem(in);
        }
        if (problem.isPresent()) {
            asText(problem.get(), out);
            return;
        }
        try (var in = open()) {
            ForeignXml.copy(in, out);
        }
    }

    private void asText(String problem, XmlOut out) throws IOException {
        out.start(Namespace.MUNIMENT, "outputAsText").attribute("tool", tool).attribute("reason", problem);
        try (var in = open()) {
            byte[] bytes = in.readNBytes(TEXT_BYTES_MAX);
            if (in.read() >= 0) {
                out.attribute("shortenedToBytes", Integer.toString(TEXT_BYTES_MAX));
            }
            out.text(new String(bytes, StandardCharsets.UTF_8));
        }
        out.end();
    }

    private InputStream open() throws IOException {
        return output.blob().isPresent()
                ? context.open(output.blob().get())
                : new ByteArrayInputStream(output.inline().orElse("").getBytes(StandardCharsets.UTF_8));
    }
}
