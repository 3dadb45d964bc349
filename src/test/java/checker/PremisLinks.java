package checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Do the PREMIS entities find each other? Every identifier that one names belongs to another of the same document. */
final class PremisLinks {

    private record Link(String element, String prefix, Set<String> wanted, String kind) {}

    private final Mets mets;
    private final Problems problems;
    private final Set<String> objects = new HashSet<>();
    private final Set<String> events = new HashSet<>();
    private final Set<String> agents = new HashSet<>();

    PremisLinks(Mets mets, Problems problems) {
        this.mets = mets;
        this.problems = problems;
    }

    void run() {
        Map<String, String> firstObject = new HashMap<>();
        Map<String, String> firstEvent = new HashMap<>();
        mets.describedObjects.forEach(object -> note(object, "objectIdentifier", objects, firstObject));
        for (var amd : mets.amds) {
            amd.objects().forEach(object -> note(object, "objectIdentifier", objects, firstObject));
            amd.events().forEach(event -> note(event, "eventIdentifier", events, firstEvent));
            // Agents may be repeated for every file, so the same one twice is no problem.
            amd.agents().forEach(agent -> note(agent, "agentIdentifier", agents, new HashMap<>()));
        }
        for (var amd : mets.amds) {
            amd.events().forEach(this::checkEvent);
            amd.objects().forEach(this::checkObject);
        }
    }

    private void note(Node entity, String element, Set<String> known, Map<String, String> first) {
        problems.addUnless(
                entity.child(element).isPresent(), "A PREMIS " + entity.place() + " has no " + element + ".");
        entity.children(element).forEach(identifier -> {
            var key = key(identifier, element);
            known.add(key);
            var earlier = first.putIfAbsent(key, entity.place());
            problems.addUnless(
                    earlier == null,
                    "The " + element + " " + key + " stands at " + entity.place() + " and " + earlier + ".");
        });
    }

    private void checkEvent(Node event) {
        check(event, new Link("linkingAgentIdentifier", "linkingAgentIdentifier", agents, "agent"));
        check(event, new Link("linkingObjectIdentifier", "linkingObjectIdentifier", objects, "object"));
        problems.addUnless(
                event.child("linkingAgentIdentifier").isPresent(),
                "The event " + event.text("eventType") + " at " + event.place() + " names no agent.");
    }

    private void checkObject(Node object) {
        check(object, new Link("linkingEventIdentifier", "linkingEventIdentifier", events, "event"));
        object.children("relationship").forEach(relationship -> {
            check(relationship, new Link("relatedObjectIdentifier", "relatedObjectIdentifier", objects, "object"));
            check(relationship, new Link("relatedEventIdentifier", "relatedEventIdentifier", events, "event"));
        });
    }

    private void check(Node from, Link link) {
        from.children(link.element()).forEach(reference -> {
            var key = key(reference, link.prefix());
            problems.addUnless(
                    link.wanted().contains(key),
                    link.element() + " of " + from.place() + " wants the " + link.kind() + " " + key
                            + ", which does not exist.");
        });
    }

    private static String key(Node identifier, String prefix) {
        return identifier.text(prefix + "Type") + " " + identifier.text(prefix + "Value");
    }
}
