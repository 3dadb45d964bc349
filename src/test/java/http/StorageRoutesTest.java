package http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said of the database and the disks. */
class StorageRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    @AfterEach
    void mend() {
        API.complaint = Optional.empty();
    }

    @Test
    void the_database_and_the_disks_are_told_as_they_are() throws Exception {
        var storage = API.client.get("/api/v1/storage").json();

        assertThat(storage.at("/database/version").asText()).startsWith("17");
        assertThat(storage.at("/database/bytes").asLong()).isPositive();
        assertThat(storage.at("/database/connections").asInt()).isPositive();
        assertThat(storage.at("/database/connectionsMax").asInt())
                .isGreaterThanOrEqualTo(storage.at("/database/connections").asInt());
        assertThat(storage.at("/disks/0/path").asText()).isEqualTo(API.source.toString());
        assertThat(storage.at("/disks/0/totalBytes").asLong())
                .isEqualTo(Files.getFileStore(API.source).getTotalSpace());
        assertThat(storage.at("/disks/0/freeBytes").asLong())
                .isBetween(0L, storage.at("/disks/0/totalBytes").asLong());
        assertThat(storage.at("/checks/0/name").asText()).isEqualTo("database");
        assertThat(storage.at("/checks/0").has("complaint")).isFalse();
    }

    @Test
    void what_is_not_well_is_on_the_page_and_in_the_answer() {
        assertThat(API.client.raw("GET", "/cluster").text())
                .contains("Database and storage", "PostgreSQL 17", "free of", "fine");

        API.complaint = Optional.of("does not answer <quickly>");

        assertThat(API.client.raw("GET", "/cluster").text()).contains("does not answer &lt;quickly");
        assertThat(API.client
                        .get("/api/v1/storage")
                        .json()
                        .at("/checks/0/complaint")
                        .asText())
                .isEqualTo("does not answer <quickly>");
    }
}
