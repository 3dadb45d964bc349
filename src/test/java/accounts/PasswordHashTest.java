package accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = { // made by the reference implementation's own program
                "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "'correct horse battery' $argon2id$v=19$m=4096,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$PGH3tGvELIjZitB8KYspU8Jb26WR209f"
            })
    void what_others_made_holds(String password, String phc) {
        assertThat(PasswordHash.matches(password, phc)).isTrue();
        assertThat(PasswordHash.matches(password + " ", phc)).isFalse();
        assertThat(PasswordHash.isOutdated(phc)).isTrue();
    }

    @Test
    void the_same_password_makes_another_string_each_time() {
        var first = PasswordHash.of("twelve at the least");
        var second = PasswordHash.of("twelve at the least");

        assertThat(first).isNotEqualTo(second).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PasswordHash.matches("twelve at the least", first)).isTrue();
        assertThat(PasswordHash.matches("twelve at the least", second)).isTrue();
        assertThat(PasswordHash.matches("Twelve at the least", first)).isFalse();
        assertThat(PasswordHash.isOutdated(first)).isFalse();
    }

    @Test
    void another_keyboard_types_the_same_password() {
        var phc = PasswordHash.of("gru\u0308ne Wiesen im Mai");

        assertThat(PasswordHash.matches("gr\u00fcne Wiesen im Mai", phc)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=0,t=0,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void what_is_no_such_string_matches_nothing(String phc) {
        assertThat(PasswordHash.matches("password", phc)).isFalse();
    }
}
