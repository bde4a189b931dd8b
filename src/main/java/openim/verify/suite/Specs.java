package openim.verify.suite;

import java.util.List;
import java.util.ServiceLoader;

/** The specs that ship, by which the catalogue is known without a search of the class path. */
public interface Specs {

    /** Their classes. */
    List<Class<?>> classes();

    /** Those of the product. */
    static List<Class<?>> ofTheProduct() {
        return ServiceLoader.load(Specs.class, Specs.class.getClassLoader()).stream()
                .flatMap(each -> each.get().classes().stream())
                .toList();
    }
}
