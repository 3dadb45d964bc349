package checker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.xml.sax.SAXException;

/**
 * Checks an AIP without any class of the product: the bag, the METS in it, and the originals it was made from. Give the
 * directory, or a package in tar.zst, tar.gz, tar or 7z, which is unpacked beside the temporary files first.
 */
public final class AipCheck {

    private static final Pattern NAME = Pattern.compile("(.+)-(" + MetsCheck.UUID + ")");

    private final Problems problems = new Problems();
    private final Optional<Path> source;
    private final Optional<Path> schemas;

    private AipCheck(Optional<Path> source, Optional<Path> schemas) {
        this.source = source;
        this.schemas = schemas;
    }

    /** Everything but the comparison with a source. An empty list means that the AIP is as it should be. */
    public static List<String> problems(Path aip) throws IOException {
        return problems(aip, Optional.empty(), schemas());
    }

    /** Everything, also against the source: the transfer as it was submitted, a directory or a file. */
    public static List<String> problems(Path aip, Path source) throws IOException {
        return problems(aip, Optional.of(source), schemas());
    }

    static List<String> problems(Path aip, Optional<Path> source, Optional<Path> schemas) throws IOException {
        var check = new AipCheck(source, schemas);
        if (Files.isDirectory(aip)) {
            check.run(aip.toAbsolutePath().normalize());
        } else {
            try (var unpacked = Unpacked.of(aip, check.problems)) {
                check.run(unpacked.top());
            }
        }
        return check.problems.all();
    }

    /** Where the schemas are, by the system property {@code muniment.shared}; says so loudly when it is not set. */
    static Optional<Path> schemas() {
        var shared = System.getProperty("muniment.shared", "");
        var schemas = Path.of(shared, "schemas");
        if (shared.isEmpty() || !Files.exists(schemas.resolve("driver.xsd"))) {
            System.err.println("LEFT OUT: validity of METS and PREMIS, because -Dmuniment.shared is "
                    + (shared.isEmpty() ? "not set" : shared + ", which has no schemas/driver.xsd"));
            return Optional.empty();
        }
        return Optional.of(schemas);
    }

    private void run(Path aip) throws IOException {
        var tree = DiskTree.of(aip, problems);
        var bag = new BagCheck(aip, tree, problems);
        bag.run();
        var name = NAME.matcher(aip.getFileName().toString());
        if (!name.matches()) {
            problems.add("The AIP's name does not end with a UUID: " + aip.getFileName() + ".");
            return;
        }
        var uuid = name.group(2);
        var metsFile = onlyMets(tree, uuid);
        if (metsFile.isEmpty()) {
            return;
        }
        var mets = read(metsFile.get());
        if (mets.isEmpty()) {
            return;
        }
        checkExternalIdentifier(bag.bagInfo(), mets.get(), uuid);
        checkSchema(metsFile.get());
        new MetsCheck(mets.get(), tree, problems).run();
        new PremisLinks(mets.get(), problems).run();
        new StructMapCheck(mets.get(), tree, problems).run();
        if (source.isPresent()) {
            new SourceCheck(source.get(), mets.get(), tree, problems).run();
        }
    }

    private Optional<Path> onlyMets(DiskTree tree, String uuid) {
        var wanted = "data/METS." + uuid + ".xml";
        for (var name : tree.files().keySet()) {
            problems.addUnless(
                    !name.startsWith("data/METS.") || name.equals(wanted),
                    name + " is a METS document of another UUID than the AIP's, " + uuid + ".");
        }
        problems.addUnless(tree.files().containsKey(wanted), wanted + " is missing.");
        return Optional.ofNullable(tree.files().get(wanted)).map(DiskFile::path);
    }

    private Optional<Mets> read(Path file) throws IOException {
        var mets = new Mets();
        try (var in = Files.newInputStream(file)) {
            NodeReader.read(in, root -> mets.addRoot(root, problems), mets::add, problems);
            return Optional.of(mets);
        } catch (XMLStreamException broken) {
            problems.add(file.getFileName() + " can't be read as XML: " + broken.getMessage());
            return Optional.empty();
        }
    }

    private void checkExternalIdentifier(Map<String, List<String>> bagInfo, Mets mets, String uuid) {
        var given = bagInfo.getOrDefault("External-Identifier", List.of());
        boolean fine = given.size() == 1
                && (given.get(0).equals(uuid)
                        || mets.identifiersByDmdSec.values().stream()
                                .anyMatch(identifiers -> identifiers.contains(given.get(0))));
        problems.addUnless(
                fine,
                "External-Identifier in bag-info.txt is " + given + ", neither the AIP's UUID " + uuid
                        + " nor an identifier of its Dublin Core.");
    }

    private void checkSchema(Path mets) throws IOException {
        if (schemas.isPresent()) {
            try {
                new SchemaCheck(schemas.get()).run(mets, problems);
            } catch (SAXException broken) {
                throw new IOException("the schemas in " + schemas.get() + " can't be loaded: " + broken, broken);
            }
        }
    }
}
