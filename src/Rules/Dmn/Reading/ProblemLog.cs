using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Reading;

/// <summary>What is wrong with the models that are read together.</summary>
internal sealed class ProblemLog
{
    private const int Most = 200;
    private readonly List<DmnProblem> _problems = [];

    public IReadOnlyList<DmnProblem> Problems => [.. _problems.OrderBy(problem => problem.Place.Line).ThenBy(problem => problem.Place.Column)];

    public void Add(string source, string code, string message, SourcePlace place)
    {
        if (_problems.Count < Most)
            _problems.Add(new DmnProblem(source, code, message, place));
    }
}
