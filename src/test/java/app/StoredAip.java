package app;

import static org.assertj.core.api.Assertions.assertThat;

import actors.transfer.TransferActor;
import checker.AipCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import model.TransferStatus;
import org.w3c.dom.Document;
import testing.Xml;

/** The AIP that a transfer ended in, for looking into. */
record StoredAip(Path directory, Document mets) {

    /** Fails unless the transfer is stored and the independent checker has nothing to say against its AIP. */
    static StoredAip of(TransferActor.Summary summary, Path source) throws Exception {
        assertThat(summary.status()).as("%s", summary).isEqualTo(TransferStatus.STORED);
        var directory = Path.of(URI.create(summary.aip().orElseThrow()));
        assertThat(AipCheck.problems(directory, source)).isEmpty();
        try (var names = Files.list(directory.resolve("data"))) {
            var mets = names.filter(name -> name.getFileName().toString().startsWith("METS."))
                    .findFirst()
                    .orElseThrow();
            return new StoredAip(directory, Xml.parse(mets));
        }
    }

    /** Texts that an XPath finds in METS; {@code ~name} is an element of any namespace. */
    List<String> all(String xpath) throws Exception {
        return Xml.all(mets, xpath);
    }

    /** What METS says of each file that was received, also of those that were removed. */
    List<KeptFile> files() {
        return KeptFile.all(mets);
    }

    /** Names, as received, of the directories that were received. */
    List<String> originalDirectories() throws Exception {
        var names = all("//~dmdSec//~object[~originalName]/~originalName");
        return names.subList(1, names.size()); // the first is the AIP's own
    }

    /** Original names of the files with an event of a type whose outcome is as given. */
    List<String> filesWith(String eventType, String outcome) throws Exception {
        return all("//~amdSec[.//~event[~eventType='" + eventType + "'][.//~eventOutcome='" + outcome
                + "']]//~object/~originalName");
    }

    /** Paths in the payload. */
    List<String> payload() throws Exception {
        var data = directory.resolve("data");
        try (var all = Files.walk(data)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> data.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Every file below a directory, which need not be there. */
    static List<Path> files(Path below) throws IOException {
        if (!Files.exists(below)) {
            return List.of();
        }
        try (var all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
