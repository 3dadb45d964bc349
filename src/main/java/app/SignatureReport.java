package app;

import app.client.Table;
import codec.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.ClamAddress;
import tools.ClamAv;
import tools.ClamDatabase;
import tools.SignatureFile;
import tools.SignatureFile.Kind;
import tools.Signatures;

/** Which signatures there are and which are in use, for people and for programs. It changes nothing. */
record SignatureReport(Path directory, List<SignatureFile> files, List<SignatureFile> inUse, Optional<Clam> clamd) {

    /**
     * What clamd says.
     *
     * @param problem why it says nothing; empty when it does
     */
    record Clam(String address, Optional<String> program, Optional<ClamDatabase> database, Optional<String> problem) {}

    static SignatureReport of(Signatures signatures, Optional<ClamAddress> clamd)
            throws IOException, InterruptedException {
        return new SignatureReport(
                signatures.directory().toAbsolutePath(),
                signatures.all(),
                List.of(signatures.current(Kind.BINARY), signatures.current(Kind.CONTAINER)),
                clamd.isPresent() ? Optional.of(ask(clamd.get())) : Optional.empty());
    }

    private static Clam ask(ClamAddress address) throws InterruptedException {
        var once = ClamAv.Settings.of(address).withPatience(Duration.ZERO);
        try (var session = new ClamAv(once).open(() -> false)) {
            return new Clam(
                    address.text(), Optional.of(session.tool().version()), session.database(), Optional.empty());
        } catch (IOException silent) {
            return new Clam(address.text(), Optional.empty(), Optional.empty(), Optional.of(silent.getMessage()));
        }
    }

    String text() throws IOException {
        var table = new Table("SIGNATURES", "VERSION", "DATE", "IN USE", "WHERE");
        for (var file : files) {
            table.row(
                    "DROID " + label(file.kind()),
                    file.version(),
                    file.date().map(Object::toString).orElse(""),
                    inUse.contains(file) ? "yes" : "no",
                    file.installed().map(Path::getFileName).map(Path::toString).orElse("comes with Muniment"));
        }
        clamd.ifPresent(clam -> table.row(
                "ClamAV",
                clam.database().map(ClamDatabase::version).orElse("unknown"),
                clam.database().map(ClamDatabase::date).orElse(""),
                clam.problem().isPresent() ? "no" : "yes",
                "clamd " + clam.program().map(version -> version + " ").orElse("") + "at " + clam.address()));
        return table + notes();
    }

    private String notes() {
        var lines = System.lineSeparator() + "Installed files are in " + Table.plain(directory.toString()) + "."
                + System.lineSeparator();
        var said = clamd.isEmpty()
                ? "No virus scanner is set (MUNIMENT_CLAMD), so files are not scanned."
                : clamd.get().problem().map(Table::plain).orElse("");
        return said.isEmpty() ? lines : lines + said + System.lineSeparator();
    }

    ObjectNode json() throws IOException {
        var object = Json.text().createObjectNode();
        object.put("directory", directory.toString());
        var array = object.putArray("files");
        for (var file : files) {
            array.addObject()
                    .put("kind", label(file.kind()))
                    .put("version", file.version())
                    .put("date", file.date().map(Object::toString).orElse(null))
                    .put("inUse", inUse.contains(file))
                    .put(
                            "path",
                            file.installed()
                                    .map(path -> path.toAbsolutePath().toString())
                                    .orElse(null));
        }
        object.set("clamd", clamd.map(SignatureReport::json).orElse(null));
        return object;
    }

    private static ObjectNode json(Clam clam) {
        return Json.text()
                .createObjectNode()
                .put("address", clam.address())
                .put("program", clam.program().orElse(null))
                .put("database", clam.database().map(ClamDatabase::version).orElse(null))
                .put("databaseDate", clam.database().map(ClamDatabase::date).orElse(null))
                .put("problem", clam.problem().orElse(null));
    }

    static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
