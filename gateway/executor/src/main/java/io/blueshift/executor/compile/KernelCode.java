package io.blueshift.executor.compile;

import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * A generated class. Safe for all threads.
 *
 * @param constructor makes a {@link Kernel} without parameters
 * @param instanceFactories make what {@link Kernel#instances} holds
 * @param nullable whether a value can be NULL
 * @param splits how many methods were cut off others
 */
record KernelCode(MethodHandle constructor, List<MethodHandle> instanceFactories, boolean nullable, int splits) {
    Kernel newKernel() {
        Kernel kernel = (Kernel) FunctionLink.newInstance(constructor);
        kernel.instances = instanceFactories.stream().map(FunctionLink::newInstance).toArray();
        return kernel;
    }
}
