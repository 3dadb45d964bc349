package http.pages.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the page of a failed transfer leads whoever mended its source. */
class TransferScreenTest {

    @ParameterizedTest
    @CsvSource({
        "papers:box/a, /submit?source=papers&path=box%2Fa",
        "papers:box:2, /submit?source=papers&path=box%3A2",
        "upload:upload, /submit",
        "/srv/a:b, /submit",
        "examples/first-transfer, /submit"
    })
    void a_source_that_can_be_browsed_is_opened_again(String source, String address) {
        assertThat(TransferScreen.submitAgain(source).toString()).isEqualTo(address);
    }
}
