//! `std::hash` and the collections that hash. What a model needs besides, the same order in each execution, is an
//! answer's business: the real ones do not have it.

pub mod hash_map {
    //! `HashMap`.

    use std::collections::{HashMap, hash_map};
    use std::fmt::Debug;
    use std::hash::RandomState;
    use std::ops::Index;
    use std::panic::UnwindSafe;
    use std::rc::Rc;

    use crate::panics;

    is! {
        HashMap<u8, u8>: Sized, Send, Sync, UnwindSafe, Debug, Default, Clone, PartialEq, Eq, From<[(u8, u8); 3]>,
            FromIterator<(u8, u8)>, Extend<(u8, u8)>, Extend<(&'static u8, &'static u8)>, IntoIterator<Item = (u8, u8)>,
            Index<&'static u8>;
        &'static HashMap<u8, u8>: IntoIterator<Item = (&'static u8, &'static u8)>;
        &'static mut HashMap<u8, u8>: IntoIterator<Item = (&'static u8, &'static mut u8)>;
    }
    is_not! {
        HashMap<u8, Rc<u8>>: Send;
        HashMap<u8, f32>: Eq;
        HashMap<u8, u8>: std::hash::Hash;
    }

    cases! {
        made_in_every_way read_and_written entries taken_apart compared_and_extended
    }

    fn made_in_every_way() {
        let maps: [HashMap<u8, char>; 5] = [
            HashMap::new(),
            HashMap::with_capacity(5),
            HashMap::with_hasher(RandomState::new()),
            HashMap::with_capacity_and_hasher(5, RandomState::default()),
            HashMap::default(),
        ];
        for map in maps {
            assert!(map.is_empty());
            assert_eq!(map, [].into());
        }
        assert!(HashMap::<u8, u8>::with_capacity(10).capacity() >= 10);
        let squares: HashMap<u32, u32> = (1..4).map(|n| (n, n * n)).collect();
        assert_eq!(squares, HashMap::from([(3, 9), (1, 1), (2, 4)]));
    }

    fn read_and_written() {
        let mut map = HashMap::new();
        assert_eq!(map.insert("a".to_string(), 1), None);
        assert_eq!(map.insert("a".to_string(), 2), Some(1));
        map.insert("b".into(), 3);
        // Looked up by what a key can be borrowed as.
        assert_eq!((map.get("a"), map["b"], map.contains_key("c")), (Some(&2), 3, false));
        *map.get_mut("a").unwrap() += 10;
        assert_eq!(map.get_key_value("a"), Some((&"a".to_string(), &12)));
        let [Some(a), None] = map.get_disjoint_mut(["a", "c"]) else { panic!("there is one") };
        *a += 1;
        // SAFETY: the keys are different.
        let [Some(a), Some(b)] = (unsafe { map.get_disjoint_unchecked_mut(["a", "b"]) }) else {
            panic!("there are both")
        };
        std::mem::swap(a, b);
        assert_eq!((map["a"], map.insert("b".into(), 3)), (3, Some(13)));
        map.insert("a".into(), 13);
        assert_eq!((map.remove("a"), map.remove("a"), map.len()), (Some(13), None, 1));
        assert_eq!(map.remove_entry("b"), Some(("b".into(), 3)));
        assert!(panics(|| map["b"]).contains("no entry found for key") || map.is_empty());
        assert_eq!(format!("{:?}", HashMap::from([(1, 'x')])), "{1: 'x'}");
    }

    fn entries() {
        let mut counts: HashMap<char, u32> = HashMap::new();
        for c in "hello".chars() {
            *counts.entry(c).or_default() += 1;
        }
        assert_eq!(counts[&'l'], 2);
        match counts.entry('h') {
            hash_map::Entry::Occupied(entry) => assert_eq!(entry.remove(), 1),
            hash_map::Entry::Vacant(_) => unreachable!("it is there"),
        }
        counts.entry('h').or_insert_with(|| 7);
        counts.entry('h').and_modify(|n| *n += 1).or_insert(0);
        assert_eq!(counts[&'h'], 8);
    }

    fn taken_apart() {
        let map = HashMap::from([(1, 'a'), (2, 'b')]);
        let mut keys: Vec<_> = map.keys().copied().collect();
        keys.sort();
        assert_eq!((keys, map.values().count(), map.iter().count()), (vec![1, 2], 2, 2));
        let mut sorted: Vec<_> = map.clone().into_iter().collect();
        sorted.sort();
        assert_eq!(sorted, [(1, 'a'), (2, 'b')]);
        assert_eq!(map.clone().into_keys().sum::<i32>(), 3);
        assert_eq!(map.clone().into_values().max(), Some('b'));
        let mut map = map;
        for (_, value) in &mut map {
            value.make_ascii_uppercase();
        }
        map.values_mut().for_each(|value| *value = value.to_ascii_lowercase());
        map.retain(|key, _| *key == 2);
        assert_eq!(map.drain().collect::<Vec<_>>(), [(2, 'b')]);
        map.extend([(1, 'c')]);
        assert_eq!(map.extract_if(|_, value| *value == 'c').count(), 1);
        map.insert(3, 'd');
        map.iter_mut().for_each(|(key, value)| *value = char::from(b'a' + *key as u8));
        assert_eq!(map[&3], 'd');
        map.clear();
        map.reserve(3);
        assert!(map.try_reserve(usize::MAX).is_err());
        assert!(map.try_reserve(5).is_ok() && map.capacity() >= 5);
        map.shrink_to(2);
        map.shrink_to_fit();
        let _: &RandomState = map.hasher();
        assert_eq!((&map).into_iter().next(), None);
    }

    fn compared_and_extended() {
        let mut a = HashMap::from([(1, 1)]);
        let b = HashMap::from([(2, 2), (1, 1)]);
        assert_ne!(a, b);
        a.extend(&b);
        assert_eq!(a, b);
        a.extend([(1, 5)]);
        assert_ne!(a, b);
    }
}

pub mod hash_set {
    //! `HashSet`.

    use std::collections::HashSet;
    use std::fmt::Debug;
    use std::hash::RandomState;
    use std::ops::{BitAnd, BitOr, BitXor, Sub};
    use std::panic::{RefUnwindSafe, UnwindSafe};

    is! {
        HashSet<u8>: Sized, Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Default, Clone, PartialEq, Eq, From<[u8; 3]>,
            FromIterator<u8>, Extend<u8>, Extend<&'static u8>, IntoIterator<Item = u8>;
        &'static HashSet<u8>: IntoIterator<Item = &'static u8>, BitAnd<&'static HashSet<u8>>,
            BitOr<&'static HashSet<u8>>, BitXor<&'static HashSet<u8>>, Sub<&'static HashSet<u8>>;
    }
    is_not! {
        HashSet<u8>: Copy;
        HashSet<u8>: std::hash::Hash;
    }

    cases! {
        made_in_every_way read_and_written sets_of_sets
    }

    fn made_in_every_way() {
        let sets: [HashSet<u8>; 5] = [
            HashSet::new(),
            HashSet::with_capacity(5),
            HashSet::with_hasher(RandomState::new()),
            HashSet::with_capacity_and_hasher(5, RandomState::new()),
            HashSet::default(),
        ];
        assert!(sets.iter().all(|set| set.is_empty() && *set == HashSet::from([])));
        assert_eq!((1..4).collect::<HashSet<_>>(), HashSet::from([3, 2, 1]));
    }

    fn read_and_written() {
        let mut set = HashSet::new();
        assert!(set.insert("a".to_string()) && !set.insert("a".to_string()));
        assert!(set.contains("a") && !set.contains("b"));
        assert_eq!(set.get("a").map(String::as_str), Some("a"));
        assert_eq!((set.take("a"), set.len()), (Some("a".into()), 0));
        set.extend(["b".to_string()]);
        assert_eq!(format!("{set:?}"), "{\"b\"}");
        for word in &set {
            assert_eq!(word, "b");
        }
        assert!(set.remove("b") && !set.remove("b"));
        let mut numbers = HashSet::from([1, 2, 3]);
        numbers.extend(&[3, 4]);
        assert_eq!((numbers.replace(4), numbers.replace(5)), (Some(4), None));
        assert_eq!(numbers.extract_if(|n| *n == 5).collect::<Vec<_>>(), [5]);
        numbers.reserve(3);
        assert!(numbers.try_reserve(usize::MAX).is_err() && numbers.try_reserve(5).is_ok());
        assert!(numbers.capacity() >= 5);
        numbers.shrink_to(2);
        numbers.shrink_to_fit();
        let _: &RandomState = numbers.hasher();
        assert_eq!(numbers.clone().drain().count(), 4);
        let mut none = numbers.clone();
        none.clear();
        assert!(none.is_empty());
        numbers.retain(|n| n % 2 == 0);
        let mut left: Vec<_> = numbers.into_iter().collect();
        left.sort();
        assert_eq!(left, [2, 4]);
    }

    fn sets_of_sets() {
        let (odd, small) = (HashSet::from([1, 3, 5]), HashSet::from([1, 2, 3]));
        assert_eq!(&odd & &small, HashSet::from([1, 3]));
        assert_eq!(&odd | &small, HashSet::from([1, 2, 3, 5]));
        assert_eq!(&odd ^ &small, HashSet::from([2, 5]));
        assert_eq!(&odd - &small, HashSet::from([5]));
        assert_eq!(odd.intersection(&small).count(), 2);
        assert_eq!(odd.union(&small).count(), 4);
        assert_eq!(odd.difference(&small).collect::<Vec<_>>(), [&5]);
        assert_eq!(odd.symmetric_difference(&small).count(), 2);
        assert!(HashSet::from([1]).is_subset(&odd) && odd.is_superset(&HashSet::from([5])));
        assert!(!odd.is_disjoint(&small));
    }
}

pub mod random_state {
    //! `RandomState`.

    use std::collections::hash_map;
    use std::fmt::Debug;
    use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher, RandomState};
    use std::panic::{RefUnwindSafe, UnwindSafe};

    is! {
        RandomState: Send, Sync, UnwindSafe, RefUnwindSafe, Debug, Default, Clone, BuildHasher<Hasher = DefaultHasher>;
    }
    is_not! {
        RandomState: Copy;
    }

    cases! {
        hashes_alike
    }

    fn hashes_alike() {
        let state: hash_map::RandomState = RandomState::new();
        assert_eq!(state.hash_one("a"), state.clone().hash_one("a"));
        assert_ne!(state.hash_one("a"), state.hash_one("b"));
        let mut hasher = state.build_hasher();
        "a".hash(&mut hasher);
        assert_eq!(hasher.finish(), state.hash_one("a"));
        assert_eq!(format!("{:?}", RandomState::default()), "RandomState { .. }");
    }
}
