package preservation.descriptions;

import codec.Json;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import model.Product;
import preservation.ActionContext;
import preservation.SealedFile;

/**
 * The descriptions that earlier steps loaded: files of JSON lines, one {@link Description} each, in the order of the list
 * that they come from.
 */
public final class DescriptionList {

    /** The roles of the products, in the order in which they are read. */
    public static final List<String> ROLES = List.of("descriptions", "descriptions-json");

    private static final ObjectWriter WRITER = Json.text().writerFor(Description.class);
    private static final ObjectReader READER = Json.text().readerFor(Description.class);

    private DescriptionList() {}

    public static void write(Description description, OutputStream out) throws IOException {
        out.write(WRITER.writeValueAsBytes(description));
        out.write('\n');
    }

    /** Gives every loaded description of the transfer, those of missing files too. Each file's digest is checked first. */
    public static void read(ActionContext context, DescriptionReader.Each each) throws IOException {
        for (var role : ROLES) {
            var product = context.transfer().product(role);
            if (product.isPresent()) {
                read(context, product.get(), each);
            }
        }
    }

    /** What the objects directory, and so the package, is said to have in a column; the first value if there are several. */
    public static Optional<String> ofPackage(ActionContext context, String column) throws IOException {
        var found = new ArrayList<String>();
        read(context, row -> {
            if (DescribedNames.isObjectsDirectory(row.filename()) && found.isEmpty()) {
                row.values().stream()
                        .filter(value -> value.name().equals(column))
                        .limit(1)
                        .forEach(value -> found.add(value.value()));
            }
        });
        return found.stream().findFirst();
    }

    private static void read(ActionContext context, Product product, DescriptionReader.Each each) throws IOException {
        var file = context.physical(product.path());
        SealedFile.check(file, product);
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                each.row(READER.readValue(line));
            }
        }
    }
}
