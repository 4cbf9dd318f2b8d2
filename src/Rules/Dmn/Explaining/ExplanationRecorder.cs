using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Explaining;

/// <summary>Notes how decisions come about while they do.</summary>
internal sealed class ExplanationRecorder
{
    // More would be no explanation any more: it is what rules in a loop make.
    private const int Most = 5_000;
    private readonly Stack<Open> _open = new([new Open("", "", default)]);
    private int _count;

    /// <summary>What was worked out first of all.</summary>
    public Explanation? Whole => _open.Peek().From is [.., var last] ? last : null;

    public void Begin(string name, string source, SourcePlace place) => _open.Push(new Open(name, source, place));

    public void End(ExplainedKind kind, FeelValue value)
    {
        var done = _open.Pop();
        if (_count++ < Most || _open.Count == 1)
            _open.Peek().From.Add(new Explanation(kind, done.Name, done.Source, done.Place, value, done.Data, done.Tables, done.From));
    }

    /// <summary>A datum is looked at, or a decision that has been told of already.</summary>
    public void Use(string name, FeelValue value)
    {
        if (_count++ < Most)
            _open.Peek().Data.Add(KeyValuePair.Create(name, value));
    }

    public void Add(TableExplanation table)
    {
        if (_count++ < Most)
            _open.Peek().Tables.Add(table);
    }

    private sealed record Open(string Name, string Source, SourcePlace Place)
    {
        public List<KeyValuePair<string, FeelValue>> Data { get; } = [];

        public List<TableExplanation> Tables { get; } = [];

        public List<Explanation> From { get; } = [];
    }
}
