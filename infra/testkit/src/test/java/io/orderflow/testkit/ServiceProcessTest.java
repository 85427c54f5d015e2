package io.orderflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {

    private final String realRoot = System.getProperty("orderflow.root");

    @TempDir
    Path root;

    @BeforeEach
    void packageFakeService() throws IOException {
        System.setProperty("orderflow.root", root.toString());
        var target = Files.createDirectories(root.resolve("fake-service/target"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        var file = FakeService.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(target.resolve("fake-service-1.jar")), manifest);
                var classFile = FakeService.class.getClassLoader().getResourceAsStream(file)) {
            jar.putNextEntry(new JarEntry(file));
            classFile.transferTo(jar);
        }
    }

    @AfterEach
    void restoreRoot() {
        System.setProperty("orderflow.root", realRoot);
    }

    @Test
    void a_killed_service_starts_again_on_its_port() throws Exception {
        try (var service = ServiceProcess.start("fake-service", Map.of("GREETING", "hello"))) {
            var url = service.url();
            assertThat(service.isReady()).isTrue();
            service.kill9();
            assertThat(service.exit().get(5, TimeUnit.SECONDS)).isEqualTo(128 + 9);
            assertThat(service.isReady()).isFalse();
            service.start();
            assertThat(service.isReady()).isTrue();
            assertThat(service.url()).isEqualTo(url);
            assertThat(service.log()).content().contains("greeting=hello crash=null");
        }
    }

    @Test
    void system_properties_and_an_extra_class_path_reach_it() throws Exception {
        try (var service = ServiceProcess.start(
                "fake-service", Map.of(), Map.of("crash.at", "never"), List.of(root.resolve("crash-points.jar")))) {
            assertThat(service.log()).content().contains("crash=never");
        }
    }

    @Test
    void one_that_ends_while_starting_shows_the_end_of_its_log() {
        assertThatThrownBy(() -> ServiceProcess.start("fake-service", Map.of(), Map.of("crash.at", "start"), List.of()))
                .hasMessageContaining("fake-service ended while starting")
                .hasMessageContaining("crash=start");
    }

    @Test
    void one_that_is_not_packaged_says_how_to_package_it() {
        assertThatThrownBy(() -> ServiceProcess.start("absent-service", Map.of()))
                .isInstanceOf(TestEnvironmentException.class)
                .hasMessage(
                        "absent-service is not packaged: build it with ./mvnw -pl absent-service -am -DskipTests package");
    }
}
