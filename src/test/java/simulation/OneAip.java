package simulation;

/** P7: what lies in the store under a name is never replaced, however often it is stored. */
final class OneAip implements Check {

    @Override
    public void storedAip(String name, String content, String there) {
        if (!content.equals(there)) {
            broken(name + " holds " + there + " and not " + content);
        }
    }
}
