//! No lock at all: a thread owns the map, and requests send it questions.

use std::collections::HashMap;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

enum Question {
    Find(String, Sender<Option<u64>>),
    Keep(String, u64, Sender<u64>),
    Count(Sender<usize>),
}

pub struct Rates {
    owner: Option<(Sender<Question>, JoinHandle<()>)>,
}

impl Rates {
    pub fn new() -> Rates {
        let (questions, inbox) = mpsc::channel();
        let owner = thread::spawn(move || {
            let mut rates: HashMap<String, u64> = HashMap::new();
            for question in inbox {
                // Whoever asked waits for the answer, so sending it cannot fail for long.
                match question {
                    Question::Find(name, reply) => drop(reply.send(rates.get(&name).copied())),
                    Question::Keep(name, rate, reply) => {
                        drop(reply.send(*rates.entry(name).or_insert(rate)))
                    }
                    Question::Count(reply) => drop(reply.send(rates.len())),
                }
            }
        });
        Rates { owner: Some((questions, owner)) }
    }

    fn ask<A>(&self, question: impl FnOnce(Sender<A>) -> Question) -> A {
        let (reply, answer) = mpsc::channel();
        let (questions, _) = self.owner.as_ref().expect("only `drop` takes it");
        questions.send(question(reply)).expect("the owner runs until the last question");
        answer.recv().expect("the owner answers every question")
    }

    pub fn get_or_load<F>(&self, currency: &str, load: F) -> u64
    where
        F: FnOnce() -> u64,
    {
        match self.ask(|reply| Question::Find(currency.to_string(), reply)) {
            Some(rate) => rate,
            None => {
                let rate = load();
                self.ask(|reply| Question::Keep(currency.to_string(), rate, reply))
            }
        }
    }

    pub fn known(&self) -> usize {
        self.ask(Question::Count)
    }
}

impl Drop for Rates {
    fn drop(&mut self) {
        if let Some((questions, owner)) = self.owner.take() {
            drop(questions);
            let _ = owner.join();
        }
    }
}
