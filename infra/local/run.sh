# Sourced by the scripts in infra/: finds a JDK, builds where that is needed, runs a built jar. $root is the checkout.
# shellcheck shell=bash

# What a stack is made of, one module a word.
deployables=(
    order-service points-service coupon-service notify-service seckill-gateway infra/dashboard
    infra/local/broker infra/local/launcher
)

fail() {
    echo "$1" >&2
    exit 1
}

# The feature release (25) of the JDK in folder $1, from its release file; nothing where there is no whole JDK.
jdk_release() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Sets JAVA_HOME to a JDK 25 or newer: the one it names already, else the first in the usual places.
find_jdk() {
    local candidate release java_on_path
    java_on_path=$(command -v javac || true)
    for candidate in "${JAVA_HOME:-}" \
        "${java_on_path:+$(dirname "$(dirname "$(realpath "$java_on_path" 2>/dev/null || echo "$java_on_path")")")}" \
        /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* "${HOME:-/nonexistent}"/.asdf/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        release=$(jdk_release "$candidate")
        if [ "${release:-0}" -ge 25 ]; then
            export JAVA_HOME=$candidate
            return
        fi
    done
    fail "Orderflow needs a JDK 25 or newer and found none: install one (for example the package temurin-25-jdk) or set JAVA_HOME to it."
}

# The built jar of module $1; nothing where it is missing.
jar_of() {
    local jar
    for jar in "$root/$1"/target/*-[0-9]*.jar; do
        case $jar in
        *-tests.jar | *-sources.jar | *-javadoc.jar) ;;
        *) [ -f "$jar" ] && [ -d "$root/$1/target/lib" ] && echo "$jar" && return ;;
        esac
    done
}

# Whether a jar is missing, or a source is newer than the last build of this script.
needs_build() {
    local module
    [ -f "$built" ] || return 0
    for module in "${deployables[@]}"; do
        [ -n "$(jar_of "$module")" ] || return 0
    done
    [ -n "$(cd "$root" && find pom.xml .mvn order-service points-service coupon-service notify-service seckill-gateway infra \
        \( -name target -o -path '*/src/test' \) -prune -o \
        -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$built" -print | head -n 1)" ]
}

# Builds without tests. The formatter's check is for developers, not for people who want to see it run.
build() {
    local began=$SECONDS log=$root/infra/local/launcher/target/build.log
    mkdir -p "${log%/*}"
    touch "$built.begun"
    echo "Building (the first time Maven downloads what it needs; log: $log) …"
    if ! (cd "$root" && ./mvnw -q -P '!format' -DskipTests package) >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        fail "The build failed after $((SECONDS - began)) s; the whole log is $log."
    fi
    mv "$built.begun" "$built"
    printf '  %-16s %-34s %6d s\n' build done $((SECONDS - began))
}

# The start cache of jar $1 that a training run has made, if it is newer than all jars.
start_cache() {
    local cache=${1%.jar}.aot
    if [ -f "$cache" ] && [ -z "$(find "$1" "${1%/*}/lib" -name '*.jar' -newer "$cache" -print | head -n 1)" ]; then
        echo "$cache"
    fi
}

# Whether every JVM of the stack has a start cache that can be used.
has_start_caches() {
    local module jar
    for module in "${deployables[@]}"; do
        jar=$(jar_of "$module")
        [ -n "$jar" ] && [ -n "$(start_cache "$jar")" ] || return 1
    done
}

# Sets launching: how the launcher runs, up to its command. A start cache fits only a JVM with these options.
find_launcher() {
    launcher_jar=$(jar_of infra/local/launcher)
    [ -n "$launcher_jar" ] || { build && launcher_jar=$(jar_of infra/local/launcher); }
    launching=("$JAVA_HOME/bin/java" "$@" -Xmx96m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
        -Dorderflow.root="$root" -cp "$launcher_jar" io.orderflow.local.launcher.Launcher)
}

# Runs the launcher's command $1 with the arguments that follow.
launcher() {
    local cache
    find_launcher
    cache=$(start_cache "$launcher_jar")
    [ -z "$cache" ] || find_launcher -XX:AOTCache="$cache"
    exec "${launching[@]}" "$@"
}

# Runs command train, and keeps a start cache of what the launcher itself did in it.
train() {
    local draft status=0
    find_launcher
    draft=${launcher_jar%.jar}.aot.draft
    rm -f "$draft"
    find_launcher -XX:AOTCacheOutput="$draft" -Xlog:aot=off -Xlog:cds=off
    "${launching[@]}" train "$@" || status=$?
    if [ $status = 0 ] && [ -f "$draft" ]; then
        mv "$draft" "${launcher_jar%.jar}.aot"
    fi
    return $status
}

built=$root/infra/local/launcher/target/built
find_jdk
