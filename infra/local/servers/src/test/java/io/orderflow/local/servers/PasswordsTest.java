package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {

    @TempDir
    Path folder;

    @Test
    void a_stored_password_stays_and_every_user_has_another() {
        var file = folder.resolve("new/passwords");
        var first = Passwords.storedIn(file).of("alice");
        assertThat(first).hasSizeGreaterThan(20);
        assertThat(Passwords.storedIn(file).of("alice")).isEqualTo(first);
        assertThat(Passwords.storedIn(file).of("bob")).isNotEqualTo(first);
    }

    @Test
    void only_the_owner_reads_the_file() throws Exception {
        var file = folder.resolve("passwords");
        Passwords.storedIn(file).of("alice");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void text_cannot_leave_its_quotes_in_sql() {
        assertThat(MysqlAccounts.literal("it's \\ over")).isEqualTo("'it''s \\\\ over'");
    }
}
