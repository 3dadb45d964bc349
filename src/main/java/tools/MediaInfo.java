package tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import model.ToolId;

/** The door to MediaInfo, which describes sound and moving images. One start for each file. */
public final class MediaInfo implements Describer {

    private static final InstalledTool.Question QUESTION = new InstalledTool.Question(
            "mediainfo", "MediaInfo", "--Version", Pattern.compile("MediaInfoLib - v(\\S+)"));

    /** It would send whoever validates the METS to the network for a schema that says nothing about the METS. */
    private static final Pattern SCHEMA_HINT =
            Pattern.compile("(?<=\\A<MediaInfo[^>]{0,1000})\\s+xsi:schemaLocation=\"[^\"]*\"");

    private final InstalledTool tool;
    private final Path directory;

    private MediaInfo(InstalledTool tool, Path directory) {
        this.tool = tool;
        this.directory = directory;
    }

    /**
     * Looks for it on this machine.
     *
     * @param directory where it runs; it writes nothing there
     */
    public static Optional<MediaInfo> find(ToolRunner runner, Path directory) throws IOException, InterruptedException {
        return InstalledTool.find(runner, directory, QUESTION).map(tool -> new MediaInfo(tool, directory));
    }

    @Override
    public ToolId id() {
        return tool.id();
    }

    @Override
    public Description describe(Path file, Duration limit, BooleanSupplier givenUp)
            throws IOException, InterruptedException {
        var arguments = List.of("--Output=XML", file.toString());
        return read(tool.runner().run(tool.request(directory, limit, arguments), givenUp));
    }

    /** MediaInfo describes any file; of one that it does not know it says neither format nor anything else of use. */
    static Description read(ToolRun run) {
        var description = ReportRun.read("MediaInfo", run);
        if (!(description instanceof Description.Xml xml)) {
            return description;
        }
        try {
            return XmlFragment.textOf("Format", xml.text()).isEmpty()
                    ? new Description.UnknownFormat("MediaInfo does not know this format")
                    : new Description.Xml(SCHEMA_HINT.matcher(xml.text()).replaceFirst(""));
        } catch (XMLStreamException broken) {
            return new Description.Failed("MediaInfo printed an odd report: " + broken.getMessage());
        }
    }
}
