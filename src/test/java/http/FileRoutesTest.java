package http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FileRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    @Test
    void files_are_listed_filtered_and_paged() {
        assertThat(API.client.get(files()).json().path("total").asInt()).isEqualTo(3);
        assertThat(texts("?path=A.TXT")).containsExactly("a.txt");
        assertThat(texts("?under=dir/")).containsExactly("dir/é.txt");
        assertThat(texts("?removed=true&offset=0&limit=1")).hasSize(1);
        assertThat(texts("?removed=false")).hasSize(3);
    }

    @Test
    void a_file_is_shown_with_its_history() {
        var file = API.client.get(files() + "/" + API.story.oddFile()).json();

        assertThat(file.path("path").path("encoded").asText()).isEqualTo("b%FFd");
        assertThat(file.path("size").asInt()).isEqualTo(3);
        assertThat(file.path("history").path(0).path("finding").path("type").asText())
                .isEqualTo("listed");
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThat(API.client.badGet(files() + "/" + UUID.randomUUID()).problem())
                .isEqualTo("not-found");
        assertThat(API.client.badGet(files() + "/a.txt").problem()).isEqualTo("not-found");
        assertThat(API.client.badGet(files() + "?removed=perhaps").problem()).isEqualTo("bad-parameter");
    }

    private static java.util.List<String> texts(String query) {
        return API.client.get(files() + query).json().path("items").findValues("path").stream()
                .map(path -> path.path("text").asText())
                .toList();
    }

    private static String files() {
        return "/api/v1/transfers/" + API.story.stored() + "/files";
    }
}
