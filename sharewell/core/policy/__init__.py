"""Access: may this actor do this to that? Apart from advice, and from decision."""
