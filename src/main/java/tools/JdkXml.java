package tools;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.Callable;

/**
 * Lets a library that asks JAXP for a parser get the JDK's own. Such a question goes through the services of every jar on
 * the class path; DROID asks once for each of some thousands of signatures, which took most of a minute.
 */
public final class JdkXml extends ClassLoader {

    private JdkXml(ClassLoader parent) {
        super(parent);
    }

    /** Calls on this thread, with the JDK's parsers and transformers. */
    public static <T> T call(Callable<T> work) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(new JdkXml(JdkXml.class.getClassLoader()));
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isJaxpService(name) ? Collections.emptyEnumeration() : super.getResources(name);
    }

    private static boolean isJaxpService(String name) {
        return name.startsWith("META-INF/services/javax.xml.parsers.")
                || name.startsWith("META-INF/services/javax.xml.transform.");
    }
}
