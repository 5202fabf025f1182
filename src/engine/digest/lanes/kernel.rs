//! SHA-2's compression function for several messages at once on one core.

use super::sha2::{Sha2, State};

/// No kernel has more lanes.
pub const MAX_LANES: usize = 16;
/// No kernel has more widths.
const MAX_WIDTHS: usize = 3;

/// Takes into each of the states the blocks of the run at the same place: as many as the shortest run has. There are
/// as many states as runs, at least one, and no more than lanes.
pub type Compress<H> = fn(&mut [State<H>], &[&[<H as Sha2>::Block]]);

/// A number of lanes, and what fills them.
#[derive(Clone, Copy)]
pub struct Width<H: Sha2> {
    /// How many messages there is room for, at most [`MAX_LANES`].
    pub lanes: usize,
    /// From how many messages on it takes less time than the narrower widths of its kernel, or one message after the
    /// other where there are none.
    pub pays_from: usize,
    pub compress: Compress<H>,
}

/// A way of taking in blocks of several messages at once.
#[derive(Clone, Copy)]
pub struct Kernel<H: Sha2> {
    /// The widest first, and no gap between them.
    widths: [Option<Width<H>>; MAX_WIDTHS],
}

impl<H: Sha2> Kernel<H> {
    /// Of these widths, the widest first; `None` if the processor lacks one.
    pub fn of<const N: usize>(widths: [Option<Width<H>>; N]) -> Option<Self> {
        let mut kernel = Self { widths: [None; MAX_WIDTHS] };
        for (place, width) in kernel.widths.iter_mut().zip(widths) {
            *place = Some(width?);
        }
        Some(kernel)
    }

    /// How many messages there is room for.
    pub fn lanes(&self) -> usize {
        self.widths().map(|width| width.lanes).max().unwrap_or(1)
    }

    /// How many messages to take together where this many wait: 1 if they gain nothing from each other, else as many as
    /// fill the lanes that pay for those.
    pub fn together(&self, waiting: usize) -> usize {
        self.widths().find(|width| width.pays_from <= waiting).map_or(1, |width| width.lanes)
    }

    /// Takes into each of the states the blocks of the run at the same place: as many as the shortest run has.
    /// Returns how many that is. There are no more states than lanes, and as many as runs.
    pub fn take_in(&self, mut states: &mut [State<H>], runs: &[&[H::Block]]) -> usize {
        let blocks = runs.iter().map(|run| run.len()).min().unwrap_or(0);
        let mut cut: [&[H::Block]; MAX_LANES] = [&[]; MAX_LANES];
        for (cut, run) in cut.iter_mut().zip(runs) {
            *cut = &run[..blocks];
        }
        let mut runs = &cut[..runs.len()];
        for width in self.widths() {
            while states.len() >= width.pays_from {
                let (in_lanes, others) = states.split_at_mut(states.len().min(width.lanes));
                let (their_runs, other_runs) = runs.split_at(in_lanes.len());
                (width.compress)(in_lanes, their_runs);
                (states, runs) = (others, other_runs);
            }
        }
        for (state, run) in states.iter_mut().zip(runs) {
            H::compress(state, run);
        }
        blocks
    }

    fn widths(&self) -> impl Iterator<Item = &Width<H>> {
        self.widths.iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sha2::Sha256;
    use super::*;

    /// Writes into each state how many messages were compressed together.
    fn counting(lanes: usize, pays_from: usize) -> Option<Width<Sha256>> {
        let compress: Compress<Sha256> = |states, _| {
            let together = u32::try_from(states.len()).expect("few");
            states.iter_mut().for_each(|state| state[0] = together);
        };
        Some(Width { lanes, pays_from, compress })
    }

    #[test]
    fn messages_share_the_widest_lanes_that_pay_and_the_rest_narrower_ones() {
        let kernel = Kernel::of([counting(8, 6), counting(4, 4), counting(2, 2)]).expect("all there");
        assert_eq!(kernel.lanes(), 8);
        let table: [(usize, &[u32]); 8] = [
            (1, &[1]),
            (2, &[2, 2]),
            (3, &[2, 2, 1]),
            (4, &[4; 4]),
            (5, &[4, 4, 4, 4, 1]),
            (6, &[6; 6]),
            (7, &[7; 7]),
            (8, &[8; 8]),
        ];
        for (messages, expected) in table {
            // Alone, no block leaves the state as it is.
            let mut states = [[1; 8]; 8];
            let runs: [&[<Sha256 as Sha2>::Block]; 8] = [&[]; 8];
            kernel.take_in(&mut states[..messages], &runs[..messages]);
            let found: Vec<u32> = states[..messages].iter().map(|state| state[0]).collect();
            assert_eq!(found, expected, "{messages}");
        }
    }

    #[test]
    fn as_many_are_taken_together_as_fill_the_lanes_that_pay() {
        let kernel = Kernel::of([counting(8, 6), counting(4, 3)]).expect("all there");
        let together = [0, 1, 2, 3, 5, 6, 8, 20].map(|waiting| kernel.together(waiting));
        assert_eq!(together, [1, 1, 1, 4, 4, 8, 8, 8]);
    }

    #[test]
    fn without_one_of_its_widths_there_is_no_kernel() {
        assert!(Kernel::of([counting(8, 6), None]).is_none());
    }
}
