package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import model.ToolId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.ExifTool;
import tools.Programs;
import tools.ToolRunner;

class DescribersTest {

    @TempDir
    Path directory;

    private Path asked;
    private ToolRunner runner;

    @BeforeEach
    void start() throws IOException {
        asked = directory.resolve("asked");
        runner = ToolRunner.start(
                new Programs(Files.createDirectory(directory.resolve("bin")).toString()));
    }

    /** Says its version, and notes on a file that it was asked for it. */
    private void install() throws IOException {
        var program = Files.writeString(
                directory.resolve("bin/exiftool"), "#!/bin/sh\necho asked >> " + asked + "\necho 99.01\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void none_is_started_before_it_is_needed_and_each_once() throws Exception {
        var describers = new Describers(runner, directory);
        install(); // whoever had looked already would have missed it

        describers.warm();
        var found = describers.get();

        assertThat(found.exifTool().map(ExifTool::id)).contains(new ToolId("ExifTool", "99.01"));
        assertThat(describers.get()).isEqualTo(found);
        assertThat(Files.readAllLines(asked)).hasSize(1);
    }

    @Test
    void who_could_not_be_asked_is_asked_again() throws Exception {
        install();
        var describers = new Describers(runner, directory.resolve("later"));
        assertThatThrownBy(describers::get).hasMessageContaining("the tools could not be looked for");

        Files.createDirectory(directory.resolve("later"));

        assertThat(describers.get().exifTool()).isPresent();
    }
}
