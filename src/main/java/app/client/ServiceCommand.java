package app.client;

import codec.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import model.TransferId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a running service and prints its answer. */
abstract class ServiceCommand implements Callable<Integer> {

    static final int SUCCESS = 0;
    static final int FAILURE = 1;

    @Mixin
    private ServiceOptions service;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        int exit = ask(service.client());
        out().flush();
        return exit;
    }

    /** Asks, prints, and gives the exit code. A problem is thrown with its sentence. */
    abstract int ask(ServiceClient client) throws IOException, InterruptedException;

    final boolean json() {
        return service.json();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final void printJson(JsonNode answer) throws IOException {
        out().println(Json.text().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    }

    /** The path of a transfer; an id that can't be one is a wrong use of the command. */
    static String pathOf(String id) {
        try {
            return "/api/v1/transfers/" + TransferId.of(id);
        } catch (IllegalArgumentException noUuid) {
            throw new IllegalArgumentException("\"" + id + "\" is no transfer's id; \"list\" shows them", noUuid);
        }
    }
}
