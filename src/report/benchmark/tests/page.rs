//! The page: title, boxes, sentences.

use super::world::World;

#[test]
fn what_cannot_be_ranked_is_said_and_its_values_are_listed() {
    let mut world = World::of("five-cities");
    world.published();
    let told = world.told();
    println!("{}\n{:#?}\n{:#?}", told.title(), told.boxes(), told.page());
    for id in ["overall", "values", "apart", "sources"] {
        println!("{id}: {:#?}", told.rows(id).iter().map(|r| r.join(" | ")).collect::<Vec<_>>());
        println!("{:#?}", told.notes(id));
    }
}
