use crate::engine::failure::Failure;
use crate::engine::password::memory::{ALIGNMENT, Memory, free_spares};
use crate::engine::password::salsa::Cell;

/// Over the size from which memory is kept.
const CELLS: usize = 40_000;

fn is_zero(memory: &[Cell]) -> bool {
    let mut bytes = [0; Cell::BYTES];
    memory.iter().all(|cell| {
        cell.write(&mut bytes);
        bytes == [0; Cell::BYTES]
    })
}

#[test]
fn memory_is_zero_whoever_had_it_before() {
    for _ in 0..3 {
        let mut memory = Memory::<Cell>::new(CELLS).expect("memory");
        assert!(is_zero(&memory));
        memory.fill(Cell::read(&[7; Cell::BYTES]));
        assert!(!is_zero(&memory));
    }
    free_spares();
    assert!(is_zero(&Memory::<Cell>::new(CELLS).expect("memory")));
}

#[test]
fn cells_are_aligned_and_as_many_as_asked_for() {
    for cells in [0, 1, 2, 3, CELLS] {
        let memory = Memory::<Cell>::new(cells).expect("memory");
        assert_eq!((memory.len(), memory.as_ptr().addr() % ALIGNMENT), (cells, 0));
    }
}

#[test]
fn memory_beyond_all_bounds_is_refused() {
    for cells in [usize::MAX, usize::MAX / Cell::BYTES, 1 << 56] {
        assert!(matches!(Memory::<Cell>::new(cells), Err(Failure::OutOfMemory { .. })));
    }
}
