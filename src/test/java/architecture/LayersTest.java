package architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The floor plan. THINK ABOUT THE HOUSE BEFORE CHANGING THIS FILE: a new arrow is a decision with a record, and
 * docs/ARCHITECTURE.md shows the same table. Rooms that have no class yet are allowed for.
 */
class LayersTest {

    /** From each room to those that it may import, besides itself. */
    static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("model", Set.of()),
            entry("codec", Set.of("model")),
            entry("workflow", Set.of("codec", "model")),
            entry("packaging", Set.of("codec", "model")),
            entry("tools", Set.of("codec", "model")),
            entry("storage", Set.of("codec", "model")),
            entry("database", Set.of("codec", "model")),
            entry("pipeline", Set.of("workflow", "codec", "model")),
            entry("preservation", Set.of("tools", "packaging", "storage", "codec", "model")),
            entry("views", Set.of("pipeline", "workflow", "codec", "model")),
            entry("accounts", Set.of("pipeline", "codec", "model")),
            entry("audit", Set.of("pipeline", "workflow", "packaging", "storage", "codec", "model")),
            entry("actors", Set.of("pipeline", "workflow", "preservation", "views", "audit", "codec", "model")),
            entry("http", Set.of("actors", "workflow", "views", "audit", "accounts", "storage", "codec", "model")),
            entry(
                    "app",
                    Set.of(
                            "http",
                            "actors",
                            "audit",
                            "accounts",
                            "views",
                            "preservation",
                            "pipeline",
                            "database",
                            "storage",
                            "tools",
                            "packaging",
                            "workflow",
                            "codec",
                            "model")));

    private static final Set<String> ROOMS_WITH_PEKKO = Set.of("actors", "http", "app");

    // By path, not by package: a library's classes lie in tools.jackson, which is not our room.
    static final JavaClasses OURS = new ClassFileImporter().importPath(Path.of("target/classes"));

    static Stream<String> rooms() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_imports_only_the_rooms_its_arrows_lead_to(String room) {
        var forbidden = new TreeSet<>(ARROWS.keySet());
        forbidden.removeAll(ARROWS.get(room));
        forbidden.remove(room);

        check(noClasses()
                .that()
                .resideInAPackage(within(room))
                .should()
                .dependOnClassesThat(resideInAnyPackage(within(forbidden))));
    }

    @Test
    void every_class_lives_in_a_room() {
        check(classes().should().resideInAnyPackage(within(ARROWS.keySet())));
    }

    @Test
    void rooms_form_no_cycle() {
        check(slices().matching("(*)..").should().beFreeOfCycles());
    }

    @Test
    void the_model_knows_the_jdk_only() {
        check(classes()
                .that()
                .resideInAPackage(within("model"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(within("model"), "java.."));
    }

    @Test
    void only_the_rooms_with_mailboxes_know_pekko() {
        var without = new TreeSet<>(ARROWS.keySet());
        without.removeAll(ROOMS_WITH_PEKKO);

        check(noClasses()
                .that()
                .resideInAnyPackage(within(without))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pekko..", "akka..", "scala.."));
    }

    @Test
    void the_pipeline_has_no_disk_network_log_or_database() {
        check(noClasses()
                .that()
                .resideInAPackage(within("pipeline"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net..",
                        "java.sql..",
                        "javax.sql..",
                        "org.slf4j..",
                        "java.util.logging.."));
        check(noClasses()
                .that()
                .resideInAPackage(within("pipeline"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|RandomAccess|Print).*"));
    }

    @Test
    void the_pipeline_reads_no_clock_and_draws_no_lots() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(within("pipeline"))
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching(
                                "java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Random|Timer)|java\\.security\\.SecureRandom|java\\.util\\.concurrent\\.ThreadLocalRandom"));
        for (var type : List.of(
                java.time.Instant.class,
                java.time.LocalDate.class,
                java.time.OffsetDateTime.class,
                java.time.ZonedDateTime.class)) {
            check(noClasses()
                    .that()
                    .resideInAPackage(within("pipeline"))
                    .should()
                    .callMethod(type, "now"));
        }
        check(noClasses()
                .that()
                .resideInAPackage(within("pipeline"))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID"));
    }

    @Test
    void only_rooms_that_keep_records_speak_sql() {
        check(noClasses()
                .that(resideInAnyPackage(within(ARROWS.keySet()))
                        .and(resideOutsideOfPackages(
                                within(Set.of("views", "audit", "accounts", "database", "app", "actors")))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "com.zaxxer..", "org.postgresql.."));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(OURS);
    }

    private static String within(String room) {
        return room + "..";
    }

    private static String[] within(Set<String> rooms) {
        var packages = new ArrayList<String>();
        rooms.forEach(room -> packages.add(within(room)));
        return packages.toArray(String[]::new);
    }
}
