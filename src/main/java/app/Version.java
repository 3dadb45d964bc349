package app;

import java.util.Optional;
import model.ToolId;
import picocli.CommandLine.IVersionProvider;

/** This program's name and version, as the command line prints it and PREMIS records it. */
final class Version implements IVersionProvider {

    static ToolId software() {
        return new ToolId("Muniment", number());
    }

    @Override
    public String[] getVersion() {
        return new String[] {"muniment " + number()};
    }

    private static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
