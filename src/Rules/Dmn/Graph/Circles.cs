namespace Cabildo.Rules.Dmn.Graph;

/// <summary>Decisions that wait for each other.</summary>
internal static class Circles
{
    /// <summary>Tells every circle once. What waits for itself is null when it is evaluated.</summary>
    public static void Find(IReadOnlyList<Node> nodes)
    {
        var done = new HashSet<Node>();
        foreach (var node in nodes.OfType<DecisionNode>())
            Walk(node, done);
    }

    // Without recursion: a chain may be as long as the text allows.
    private static void Walk(DecisionNode start, HashSet<Node> done)
    {
        var path = new List<Node>();
        var places = new Dictionary<Node, int>();
        var open = new Stack<(Node Node, int Next)>();
        open.Push((start, 0));
        while (open.TryPop(out var step))
        {
            var (node, next) = step;
            if (next == 0)
            {
                if (done.Contains(node))
                    continue;
                places[node] = path.Count;
                path.Add(node);
            }

            if (next == node.Requires.Count)
            {
                path.RemoveAt(path.Count - 1);
                places.Remove(node);
                done.Add(node);
                continue;
            }

            var required = node.Requires[next];
            if (required is DecisionNode && places.TryGetValue(required, out var from))
            {
                Tell(path[from..]);
                open.Push((node, next + 1));
                continue;
            }

            open.Push((node, next + 1));
            if (required is DecisionNode)
                open.Push((required, 0));
        }
    }

    private static void Tell(List<Node> circle) => circle[0].File.Problem(
        "circle", $"These decisions wait for each other: {string.Join(" → ", circle.Append(circle[0]).Select(node => $"`{node.Name}`"))}. Take out one of the requirements.", circle[0].Element.Place);
}
