//! What an annex is called on its page (7.3.7): `附件1`, and under it the title of the one table it holds where the
//! wording gives none.

use super::{Block, Document, Inline};

impl Document {
    /// The title of the annex that begins at block `no`; empty where what follows has titles of its own (附表).
    pub fn annex_title(&self, no: usize) -> &[Inline] {
        match self.blocks.get(no) {
            Some(Block::Annex { title, .. }) if !title.is_empty() => title,
            Some(Block::Annex { .. }) => self.only_table(no).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Whether the title of the table at block `no` stands above it as that of its annex.
    pub fn titles_annex(&self, no: usize) -> bool {
        let annex = no.checked_sub(1).and_then(|before| Some((before, self.blocks.get(before)?)));
        let title = annex.filter(|(_, block)| matches!(block, Block::Annex { title, .. } if title.is_empty()));
        title.is_some_and(|(before, _)| self.only_table(before).is_some())
    }

    /// The title of the table right after block `no`, where text alone follows it in its annex.
    fn only_table(&self, no: usize) -> Option<&[Inline]> {
        let mut rest = self.blocks.iter().skip(no + 1);
        let Some(Block::Table(table)) = rest.next() else { return None };
        let mut own = rest.take_while(|block| !matches!(block, Block::Annex { .. } | Block::Imprint(_)));
        own.all(|block| matches!(block, Block::Paragraph(_) | Block::Remark(_))).then_some(table.title.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Meta, Table};

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    fn table(title: &str) -> Block {
        Block::Table(Table { title: words(title), ..Table::default() })
    }

    fn annex(text: &str, title: &str) -> Block {
        Block::Annex { text: words(text), title: if title.is_empty() { Vec::new() } else { words(title) } }
    }

    #[test]
    fn the_one_table_of_an_annex_gives_it_its_title() {
        let blocks = vec![
            annex("附件1", ""),
            table("排名表"),
            Block::Paragraph(words("并列的位次相同。")),
            annex("附件2", "问题清单"),
            table("须更正的问题"),
            annex("附表", ""),
            table("附表1"),
            table("附表2"),
            annex("附件3", ""),
            Block::Paragraph(words("说明")),
            table("名单"),
        ];
        let meta = Meta {
            title: String::new(),
            issuer: String::new(),
            language: String::new(),
            draft_mark: None,
            notice: None,
        };
        let document = Document { meta, blocks };
        let said: Vec<&[Inline]> = [0, 3, 5, 8].iter().map(|&no| document.annex_title(no)).collect();
        assert_eq!(said, [words("排名表").as_slice(), words("问题清单").as_slice(), &[], &[]]);
        let titling: Vec<usize> = (0..document.blocks.len()).filter(|&no| document.titles_annex(no)).collect();
        assert_eq!(titling, [1], "only a table that stands alone under an annex without a title");
    }
}
