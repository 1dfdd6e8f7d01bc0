import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the locks that a CallBenchmark call takes in the framework, java.util.concurrent locks and monitors, by the
 * method that takes them. Needs JDK 24 or later: {@code java -cp benchmarks/target/benchmarks.jar
 * benchmarks/LockCount.java echo webshocket.v1}.
 */
public final class LockCount {

    private static final int CALLS = 1_000;
    private static final Map<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();
    private static final MethodTypeDesc TAKEN = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    private LockCount() {}

    /** Called by the framework's classes, after {@link Counting} has instrumented them. */
    public static void taken(String where) {
        COUNTS.computeIfAbsent(where, added -> new AtomicLong()).incrementAndGet();
    }

    public static void main(String[] args) throws ReflectiveOperationException {
        ClassLoader counting = new Counting(LockCount.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(counting);
        Class<?> type = counting.loadClass("dev.webshocket.benchmarks.CallBenchmark");
        Object benchmark = type.getDeclaredConstructor().newInstance();
        type.getField("method").set(benchmark, args[0]);
        type.getField("subprotocol").set(benchmark, args[1]);
        type.getMethod("connect").invoke(benchmark);
        COUNTS.clear();
        for (int i = 0; i < CALLS; i++) {
            type.getMethod("call").invoke(benchmark);
        }
        Map<String, AtomicLong> counts = new TreeMap<>(COUNTS);
        type.getMethod("close").invoke(benchmark);
        System.out.printf("%s, %s: locks for each call%n", args[0], args[1]);
        counts.forEach((where, count) -> System.out.printf("%8.3f %s%n", (double) count.get() / CALLS, where));
    }

    /** Reloads the framework's classes. */
    private static final class Counting extends ClassLoader {

        Counting(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.webshocket.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                ClassFile classes = ClassFile.of();
                byte[] code = classes.transformClass(classes.parse(in.readAllBytes()), (builder, element) -> {
                    if (element instanceof MethodModel method && method.code().isPresent()) {
                        String where = name + '.' + method.methodName().stringValue();
                        boolean monitor = method.flags().has(AccessFlag.SYNCHRONIZED);
                        builder.transformMethod(method, MethodTransform.transformingCode(
                                counter(where, monitor)));
                    } else {
                        builder.with(element);
                    }
                });
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private static CodeTransform counter(String where, boolean monitor) {
            return new CodeTransform() {

                @Override
                public void atStart(CodeBuilder builder) {
                    if (monitor) {
                        count(builder);
                    }
                }

                @Override
                public void accept(CodeBuilder builder, CodeElement element) {
                    if (isLock(element)) {
                        count(builder);
                    }
                    builder.with(element);
                }

                private void count(CodeBuilder builder) {
                    builder.loadConstant(where).invokestatic(ClassDesc.of("LockCount"), "taken", TAKEN);
                }
            };
        }

        private static boolean isLock(CodeElement element) {
            if (element instanceof MonitorInstruction monitor) {
                return monitor.opcode() == Opcode.MONITORENTER;
            }
            return element instanceof InvokeInstruction call
                    && call.owner().asInternalName().startsWith("java/util/concurrent/locks/")
                    && (call.name().stringValue().equals("lock") || call.name().stringValue().equals("tryLock"));
        }
    }
}
