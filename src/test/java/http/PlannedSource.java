package http;

import codec.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A data source whose every query is explained by the server, with the rows and blocks that it touched, before it is carried out. */
final class PlannedSource {

    private static final String EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ";

    /** A statement with its values, and the server's plan of it as it was carried out. */
    record Planned(String statement, JsonNode plan) {}

    private final List<Planned> statements = new CopyOnWriteArrayList<>();

    /** What was asked since the last call. */
    List<Planned> take() {
        var taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }

    DataSource watch(DataSource source) {
        return proxy(DataSource.class, (method, arguments) -> {
            var result = call(source, method, arguments);
            return result instanceof Connection connection ? watch(connection) : result;
        });
    }

    private Connection watch(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            var result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement
                    ? watch(statement, connection.prepareStatement(EXPLAIN + arguments[0]))
                    : result;
        });
    }

    // Whatever is set on the statement is set on its explanation too.
    private PreparedStatement watch(PreparedStatement statement, PreparedStatement explanation) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().equals("executeQuery")) {
                explain(statement.toString(), explanation);
            } else if (method.getName().startsWith("set") || method.getName().equals("close")) {
                call(explanation, method, arguments);
            }
            return call(statement, method, arguments);
        });
    }

    private void explain(String text, PreparedStatement explanation) throws SQLException {
        try (var rows = explanation.executeQuery()) {
            rows.next();
            statements.add(new Planned(
                    text, Json.text().readTree(rows.getString(1)).path(0).path("Plan")));
        } catch (JsonProcessingException noPlan) {
            throw new IllegalStateException(noPlan);
        }
    }

    private interface Behaviour {
        Object of(Method method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> behaviour.of(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
