package io.orderflow.seckill.admit;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Customers that may hold a ticket of a sale, as a set of 64-bit hashes: 16 bytes or a little more for each. A customer that is
 * not in it holds none; of those that seem to be in it, one in many millions only collides.
 */
final class TicketHolders {

    private static final int SMALLEST = 16;

    /** Random, so that no client can choose customers that collide. */
    private static final long SEED = ThreadLocalRandom.current().nextLong();

    private long[] slots = new long[SMALLEST];
    private int size;

    static TicketHolders of(Iterable<String> customers) {
        var holders = new TicketHolders();
        customers.forEach(holders::add);
        return holders;
    }

    boolean contains(String customer) {
        long hash = hash(customer);
        for (int slot = slot(hash, slots.length); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            if (slots[slot] == hash) {
                return true;
            }
        }
        return false;
    }

    private void add(String customer) {
        if (2 * (size + 1) > slots.length) {
            long[] old = slots;
            slots = new long[2 * old.length];
            for (long hash : old) {
                if (hash != 0) {
                    put(hash);
                }
            }
        }
        if (put(hash(customer))) {
            size++;
        }
    }

    private boolean put(long hash) {
        int slot = slot(hash, slots.length);
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return false;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = hash;
        return true;
    }

    private static int slot(long hash, int slots) {
        return (int) hash & slots - 1;
    }

    /** FNV-1a over the characters, then MurmurHash3's finalizer; 0 means an empty slot and stands for no customer. */
    private static long hash(String customer) {
        long hash = 0xcbf29ce484222325L ^ SEED;
        for (int i = 0; i < customer.length(); i++) {
            hash = (hash ^ customer.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
