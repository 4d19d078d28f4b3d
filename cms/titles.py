"""How a title is quoted in a sentence."""


def in_title_marks(title: str) -> str:
    """`title` in 《》; marks within it become 〈〉 (GB/T 15834), as in 《关于印发〈办法〉的通知》."""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"
