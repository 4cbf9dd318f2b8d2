using Cabildo.Rules.Dmn.Boxed;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;
using Cabildo.Rules.Feel.Nodes;

namespace Cabildo.Rules.Dmn.Graph;

/// <summary>Compiles the logic of all elements of the graph.</summary>
internal static class ModelCompiler
{
    public static void Compile(IReadOnlyList<Node> nodes)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case DecisionNode decision:
                    Decision(decision);
                    break;
                case KnowledgeNode knowledge:
                    Knowledge(knowledge);
                    break;
                case ServiceNode service:
                    service.Function = new ServiceFunction(service);
                    break;
            }
        }
    }

    private static void Decision(DecisionNode decision)
    {
        decision.Scope = new RequirementScope(decision);
        if (new BoxedCompiler(decision.File).In(decision.Element, decision.Scope.Scope, $"`{decision.Name}`") is { } logic)
            decision.Logic = Conforming.Of(decision.File, logic, decision.Declared, $"`{decision.Name}`");
    }

    // Knowledge requires knowledge alone: its names are the same in every case.
    private static void Knowledge(KnowledgeNode knowledge)
    {
        var boxed = new BoxedCompiler(knowledge.File);
        if (BoxedCompiler.ForeignKind(knowledge.Logic) is { } kind)
        {
            knowledge.Function = new ForeignFunction(knowledge.Name, [.. knowledge.Parameters.Select(parameter => parameter.Name)], kind, knowledge.Element.Place);
            return;
        }

        if (!knowledge.Requires.Contains(knowledge))
            knowledge.Requires.Add(knowledge);
        var scope = new RequirementScope(knowledge);
        var parameters = knowledge.Logic is null ? [] : boxed.ParametersOf(knowledge.Logic);
        Code body = knowledge.Logic is null ? Constant.Null : boxed.BodyOf(knowledge.Logic, parameters, scope.Scope, $"`{knowledge.Name}`");
        if (knowledge.Logic is not null)
            body = Conforming.Of(knowledge.File, body, knowledge.File.Types.Of(knowledge.Logic), $"`{knowledge.Name}`");
        body = Conforming.Of(knowledge.File, body, knowledge.Declared.OfResult, $"`{knowledge.Name}`");
        knowledge.Function = new BodyFunction(knowledge.Name, knowledge.Parameters, body, scope.Constant, isExplained: true, knowledge.Element.Place, knowledge.File.Source);
    }
}
