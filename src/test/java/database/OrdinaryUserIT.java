package database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.JarURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Needs;
import testing.OwnJvm;

/**
 * Goal: the embedded server also runs for an ordinary user and for one without a name, a change of user is refused by
 * name, and root without user namespaces is told what to do. Method: as root, child processes under other numbers, with
 * copies of the few jars they need where anybody may read them.
 */
@Tag("slow")
class OrdinaryUserIT {

    private static final List<String> NEEDED = List.of(
            "database.DataDirectory",
            "database.ChildJvm",
            "com.zaxxer.hikari.HikariDataSource",
            "org.apache.commons.codec.Charsets",
            "org.apache.commons.compress.archivers.tar.TarArchiveInputStream",
            "org.apache.commons.io.IOUtils",
            "org.apache.commons.lang3.ArrayUtils",
            "org.postgresql.Driver",
            "org.slf4j.LoggerFactory",
            "org.tukaani.xz.XZInputStream");

    @TempDir
    Path temporary;

    private String classPath;

    @BeforeEach
    void prepare() throws Exception {
        Needs.root();
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        classPath = copyClassPath(Files.createDirectory(temporary.resolve("lib")));
    }

    @Test
    void an_ordinary_user_gets_a_server_and_root_may_not_take_it_over() throws Exception {
        assertThat(run(as(65534), "data", "said")).endsWith("counted 3", "stopped");
        assertThat(run(as(65534), "data", "said")).endsWith("counted 6", "stopped");

        assertThat(run(List.of(), "data", "refused").get(0))
                .contains("belongs to the user with id 65534")
                .contains("runs as the user with id 0")
                .contains("chown -R");
    }

    @Test
    void a_user_without_a_name_gets_a_server() throws Exception {
        assertThat(run(as(54321), "data", "said")).endsWith("counted 3", "stopped");
    }

    @Test
    void a_user_is_refused_what_root_made() throws Exception {
        assertThat(run(List.of(), "data", "said")).endsWith("counted 3", "stopped");

        assertThat(run(as(65534), "data", "refused").get(0)).contains("belongs to the user with id 0");
    }

    @Test
    void root_without_user_namespaces_is_told_of_an_external_server() throws Exception {
        // A namespace whose own limit is none: nobody inside can make another.
        var forbid = "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"";
        var refused = run(List.of("unshare", "--user", "--map-root-user", "sh", "-c", forbid, "sh"), "data", "refused");

        assertThat(refused.get(0))
                .startsWith("The embedded PostgreSQL can't be started: unshare")
                .contains("as an ordinary user")
                .contains("MUNIMENT_DATABASE_URL");
    }

    private List<String> run(List<String> before, String data, String said) throws Exception {
        var file = temporary.resolve(said);
        var vector = new ArrayList<>(before);
        vector.addAll(OwnJvm.of(classPath, ChildJvm.class.getName(), ChildJvm.MEMORY, OwnJvm.BOTH_COMPILERS));
        var child = ChildJvm.start(vector, "three", temporary.resolve(data), file);
        if (!child.waitFor(5, TimeUnit.MINUTES)) {
            child.destroyForcibly();
        }
        var output = file.resolveSibling(said + ".out");
        assertThat(file).as(Files.readString(output)).exists();
        return Files.readAllLines(file);
    }

    private static List<String> as(int user) {
        return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
    }

    private String copyClassPath(Path lib) throws Exception {
        for (var name : NEEDED) {
            copy(
                    Path.of(Class.forName(name)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()),
                    lib);
        }
        var arch = System.getProperty("os.arch");
        var resource = getClass()
                .getResource("/" + PostgresBinaries.resource("Linux", arch).orElseThrow());
        var jar = ((JarURLConnection) resource.openConnection()).getJarFileURL().toString();
        copy(Path.of(URI.create(jar)), lib);
        try (var entries = Files.list(lib)) {
            return entries.map(Path::toString).collect(Collectors.joining(":"));
        }
    }

    private static void copy(Path source, Path lib) throws Exception {
        var target = lib.resolve(source.getFileName().toString());
        try (var all = Files.walk(source)) {
            for (var file : all.toList()) {
                var to = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (file.equals(source)) {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
