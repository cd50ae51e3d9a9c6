//! The errors.

use std::error::Error;
use std::fmt::Debug;
use std::rc::Rc;

use crossbeam::channel::{
    ReadyTimeoutError, RecvError, RecvTimeoutError, SelectTimeoutError, SendError,
    SendTimeoutError, TryReadyError, TryRecvError, TrySelectError, TrySendError,
};

is! {
    SendError<u8>: Error, Copy, Eq;
    TrySendError<u8>: Error, Copy, Eq;
    SendTimeoutError<u8>: Error, Copy, Eq;
    SendError<Rc<dyn Fn()>>: Debug;
    RecvError: Error, Copy, Eq;
    TryRecvError: Error, Copy, Eq;
    RecvTimeoutError: Error, Copy, Eq;
    TrySelectError: Error, Copy, Eq;
    SelectTimeoutError: Error, Copy, Eq;
    TryReadyError: Debug, Copy, Eq;
    ReadyTimeoutError: Debug, Copy, Eq;
}
is_not! {
    SendError<Rc<u8>>: Error;
}

cases! {
    they_tell_what_happened they_give_the_message_back
}

fn they_tell_what_happened() {
    assert_eq!(
        format!("{0:?}: {0}", SendError(1)),
        "\"SendError(..)\": sending on a disconnected channel"
    );
    assert_eq!(TrySendError::Full(1).to_string(), "sending on a full channel");
    assert_eq!(SendTimeoutError::Timeout(1).to_string(), "timed out waiting on send operation");
    assert_eq!(RecvError.to_string(), "receiving on an empty and disconnected channel");
    assert_eq!(TryRecvError::Empty.to_string(), "receiving on an empty channel");
    assert_eq!(RecvTimeoutError::Timeout.to_string(), "timed out waiting on receive operation");
    assert!(TrySendError::Full(1).is_full() && TrySendError::Disconnected(1).is_disconnected());
    assert!(
        SendTimeoutError::Timeout(1).is_timeout()
            && !SendTimeoutError::Timeout(1).is_disconnected()
    );
    assert!(TryRecvError::Empty.is_empty() && TryRecvError::Disconnected.is_disconnected());
    assert!(
        RecvTimeoutError::Timeout.is_timeout() && RecvTimeoutError::Disconnected.is_disconnected()
    );
    assert_eq!(TryRecvError::from(RecvError), TryRecvError::Disconnected);
    assert_eq!(RecvTimeoutError::from(RecvError), RecvTimeoutError::Disconnected);
}

fn they_give_the_message_back() {
    assert_eq!(SendError("it").into_inner(), "it");
    assert_eq!(TrySendError::from(SendError("it")).into_inner(), "it");
    assert_eq!(SendTimeoutError::from(SendError("it")).into_inner(), "it");
}
