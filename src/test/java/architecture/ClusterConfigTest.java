package architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What in cluster-config can't be run everywhere has at least its form: YAML that names what each kind must have, and no
 * setting that docs/settings.md does not know.
 */
class ClusterConfigTest {

    private static final Path ROOT = Path.of("cluster-config");
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void every_setting_that_is_used_is_described() throws IOException {
        var page = Files.readString(Path.of("docs/settings.md"));
        var names = new TreeSet<String>();
        for (var file : files("")) {
            Pattern.compile("MUNIMENT_[A-Z_]+")
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(found -> names.add(found.group()));
        }

        assertThat(names).hasSizeGreaterThan(12).allMatch(name -> page.contains("`" + name + "`"));
    }

    @Test
    void kubernetes_objects_have_a_kind_a_name_and_what_selects_their_pods() throws IOException {
        var kinds = new ArrayList<String>();
        for (var file : files(".yaml")) {
            if (!file.toString().contains("kubernetes")) {
                continue;
            }
            for (var object : documents(file)) {
                kinds.add(object.path("kind").asText());
                assertThat(object.path("apiVersion").asText())
                        .as(file.toString())
                        .isNotEmpty();
                assertThat(object.path("metadata").path("name").asText()).startsWith("muniment");
                var template = object.path("spec").path("template");
                if (!template.isMissingNode()) {
                    assertThat(object.at("/spec/selector/matchLabels"))
                            .isEqualTo(template.path("metadata").path("labels"));
                    assertThat(mounts(template)).isEqualTo(volumes(template));
                }
            }
        }
        assertThat(kinds).contains("StatefulSet", "Deployment", "HorizontalPodAutoscaler", "Service", "ConfigMap");
    }

    @Test
    void compose_services_have_an_image_and_volumes_that_are_declared() throws IOException {
        var compose = documents(ROOT.resolve("container/compose.yaml")).get(0);

        for (var service : compose.path("services")) {
            assertThat(service.path("image").asText()).isNotEmpty();
            for (var volume : service.path("volumes")) {
                var name = volume.asText().replaceFirst(":.*", "");
                assertThat(name.startsWith(".") || compose.path("volumes").has(name))
                        .as(name)
                        .isTrue();
            }
        }
    }

    @Test
    void units_start_the_program_with_their_settings() throws IOException {
        var units = files(".service");

        assertThat(units).hasSize(2);
        for (var unit : units) {
            assertThat(Files.readString(unit))
                    .contains("[Unit]", "[Service]", "[Install]", "ExecStart=/opt/muniment/muniment serve")
                    .containsPattern("EnvironmentFile=/etc/muniment/(coordinator|worker).env");
        }
    }

    private static Set<String> mounts(JsonNode template) {
        return names(template.at("/spec/containers/0/volumeMounts"));
    }

    private static Set<String> volumes(JsonNode template) {
        return names(template.at("/spec/volumes"));
    }

    private static Set<String> names(JsonNode all) {
        var names = new TreeSet<String>();
        all.forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        try (var parser = YAML.createParser(Files.readString(file))) {
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser).readAll();
        }
    }

    private static List<Path> files(String ending) throws IOException {
        try (var tree = Files.walk(ROOT)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
