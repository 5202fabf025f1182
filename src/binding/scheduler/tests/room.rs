//! Room for the input of jobs: who holds it, who waits, and what is given back.

use super::*;

#[test]
fn bytes_are_held_up_to_the_limit_and_granted_in_order() {
    let scheduler = scheduler(LIMITS);
    let first = scheduler.try_reserve(JobClass::Cpu, 80).unwrap().expect("room at once");
    assert!(scheduler.try_reserve(JobClass::Cpu, 30).unwrap().is_none());
    let (large, small) = (Granted::default(), Granted::default());
    let _large = scheduler.wait_for_room(90, large.clone());
    let _small = scheduler.wait_for_room(5, small.clone());
    assert_eq!((large.times(), small.times()), (0, 0), "a small one does not overtake");

    scheduler.submit(JobClass::Cpu, fake("a", SHORT));
    scheduler.next(JobClass::Cpu);
    scheduler.ended(JobClass::Cpu, &end(SHORT), Some(first));
    assert_eq!((large.times(), small.times()), (1, 1));
    assert_eq!(load(scheduler), Load { running: 0, queued: 0, held_bytes: 95, password_memory: 0 });
}

#[test]
fn a_reservation_that_is_dropped_makes_room_for_the_next() {
    let scheduler = scheduler(LIMITS);
    let held = scheduler.try_reserve(JobClass::Cpu, 100).unwrap();
    let waiter = Granted::default();
    let place = scheduler.wait_for_room(100, waiter.clone());
    drop(held);
    assert_eq!(waiter.times(), 1);
    drop(place);
    assert_eq!(load(scheduler).held_bytes, 0);
}

#[test]
fn more_room_lets_in_those_who_wait() {
    let scheduler = scheduler(LIMITS);
    let _held = scheduler.try_reserve(JobClass::Cpu, 100).unwrap();
    let waiter = Granted::default();
    let _place = scheduler.wait_for_room(50, waiter.clone());
    assert_eq!(scheduler.set_limits(|limits| limits.queued_bytes = 150), Wake::None);
    assert_eq!(waiter.times(), 1);
}

#[test]
fn one_who_is_cancelled_while_waiting_for_room_is_never_granted_it() {
    let scheduler = scheduler(LIMITS);
    let held = scheduler.try_reserve(JobClass::Cpu, 100).unwrap();
    let (cancelled, behind) = (Granted::default(), Granted::default());
    let reservation = scheduler.wait_for_room(100, cancelled.clone());
    let _behind = scheduler.wait_for_room(10, behind.clone());
    let id = reservation.place().expect("it waits");
    assert!(matches!(scheduler.withdraw(id), Some(Withdrawn::Waiter(_))));
    assert!(scheduler.withdraw(id).is_none(), "it is taken back once");
    drop(reservation);
    drop(held);
    assert_eq!((cancelled.times(), behind.times()), (0, 1));
    assert_eq!(load(scheduler).held_bytes, 10);
    assert_eq!(scheduler.lock().statistics.aborted, 1);
}
