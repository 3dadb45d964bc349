package actors;

import java.util.Map;
import preservation.PreservationAction;

/** An action of a test, whatever its step says. */
interface AnyParameters extends PreservationAction<Map<String, Object>> {

    @Override
    @SuppressWarnings("unchecked") // Jackson makes any map of an action's parameters
    default Class<Map<String, Object>> parameters() {
        return (Class<Map<String, Object>>) (Class<?>) Map.class;
    }
}
