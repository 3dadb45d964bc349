package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import model.FileFacts;
import model.TaskStatus;
import model.ToolId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preservation.LoadDescriptions.ListKind;
import preservation.mets.Histories;
import testing.Entries;
import testing.FakeContext;
import testing.Needs;
import testing.Schemas;
import testing.Xml;

/** Goal: the sample transfers' descriptions reach the METS. Method: load, generate, validate, look at the sections. */
class LoadDescriptionsIT {

    @TempDir
    private Path directory;

    private FakeContext context;

    @BeforeEach
    void a_context() throws IOException {
        context = FakeContext.in(directory);
    }

    private List<FileFacts> received(Path transfer) throws IOException {
        var entries = new ArrayList<FileFacts>();
        try (var found = Files.walk(transfer)) {
            for (var each : found.skip(1).toList()) {
                var path = transfer.relativize(each).toString();
                entries.add(
                        Files.isDirectory(each)
                                ? Entries.directory(path)
                                : Entries.received(context, path, Files.readAllBytes(each)));
            }
        }
        return entries;
    }

    private Path mets(String transfer, ListKind kind) throws Exception {
        context.withEntries(
                received(Needs.shared().resolve("testdata/transfers").resolve(transfer)));
        var loaded = new LoadDescriptions()
                .run(new LoadDescriptions.Parameters(kind, null, null), Entries.packageTask(), context);
        assertThat(loaded.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(loaded.message()).doesNotContain("describe no file");
        context.withTransfer(LoadDescriptionsTest.withProducts(context.transfer(), loaded.products()));
        var made = new GenerateMets(new ToolId("Muniment", "0.1.0"), InstantSource.fixed(Histories.START))
                .run(new GenerateMets.Parameters(null, null), Entries.packageTask(), context);
        var mets = context.physical(made.products().get(0).path());
        assertThat(Schemas.in(Needs.shared().resolve("schemas")).complaints(mets))
                .isEmpty();
        return mets;
    }

    @Test
    void the_csv_sample_has_its_sections() throws Exception {
        var mets = Xml.parse(mets("metadata-csv-rights", ListKind.CSV));

        assertThat(Xml.all(mets, "//~dmdSec[~mdWrap/@MDTYPE='DC']//~title"))
                .containsExactly("Annual report, 1998", "Map one", "All maps");
        assertThat(Xml.all(mets, "//~dmdSec[~mdWrap/@OTHERMDTYPE='CUSTOM']//shelfmark"))
                .containsExactly("AB/12", "AB/13");
        assertThat(Xml.all(mets, "//~dublincore[~title='Annual report, 1998']/*"))
                .containsExactly(
                        "Annual report, 1998",
                        "Dupont, Élodie",
                        "Finance",
                        "Reports",
                        "First line\nsecond line",
                        "1998-12-31",
                        "Text",
                        "fr",
                        "en",
                        "© the city");
        for (var described : List.of("report.txt", "map1.png")) {
            var dmdIds = Xml.all(mets, "//~structMap[@TYPE='physical']//~div[@LABEL='" + described + "']/@DMDID");
            assertThat(dmdIds.get(0).split(" ", -1)).hasSize(2); // Dublin Core and custom
        }
        var directory = Xml.all(mets, "//~structMap[@TYPE='physical']//~div[@LABEL='maps']/@DMDID");
        assertThat(directory.get(0).split(" ", -1)).hasSize(2); // its entity and Dublin Core
    }

    @Test
    void the_json_sample_has_the_sections_that_csv_would_give() throws Exception {
        var mets = Xml.parse(mets("metadata-json-identifiers", ListKind.JSON));

        assertThat(Xml.all(mets, "//~dublincore[~title='Letter A']/*"))
                .containsExactly("Letter A", "one", "two", "three", "2001");
        assertThat(Xml.all(mets, "//~dublincore[~title='Directory D']/*")).containsExactly("Directory D");
        assertThat(Xml.all(mets, "//~structMap[@TYPE='physical']//~div[@LABEL='a.txt']/@DMDID"))
                .hasSize(1);
        assertThat(Xml.all(mets, "//~structMap[@TYPE='physical']//~div[@LABEL='d']/@DMDID")
                        .get(0)
                        .split(" ", -1))
                .hasSize(2);
    }
}
